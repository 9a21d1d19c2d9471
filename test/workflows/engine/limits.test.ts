import { begin, operator, refusal, told, type P } from './office.js';

const DAY = 86_400_000;
const asking = async (p: P): Promise<'done' | 'stopped'> => {
  const asked = await p.task.ask({ to: '' });
  return asked.outcome === 'expired' ? 'stopped' : 'done';
};

it('closes a task with the outcome `expired` when its task timeout runs out', async () => {
  const process = await begin(asking, { taskTimeoutMs: 5 * DAY });

  await process.advance(5 * DAY - 1);
  const before = process.result;
  await process.advance(1);

  expect(before).toBeNull();
  expect(told(process, 'close', 'end')).toEqual(['close ask expired', 'end stopped']);
});

it('cannot let a task run out, in a simulation, for which no task timeout is declared', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A' });
    return 'done';
  });

  await expect(process.expire('draft')).rejects.toThrow("task 'draft' declares no 'expires'");
});

it('drops the limit when the task is completed in time', async () => {
  const process = await begin(
    async (p) => {
      const end = await asking(p);
      await p.task.draft({ to: 'A' });
      return end;
    },
    { taskTimeoutMs: DAY },
  );
  await process.complete('ask', 'answer');
  const pending = process.pendingTimers;

  await process.advance(10 * DAY);

  expect(pending).toBe(0);
  expect(told(process, 'close')).toEqual(['close ask completed answer']);
});

it('waits without end when the policy sets no limit', async () => {
  const process = await begin(asking, { timeoutInstant: () => null });

  await process.advance(1000 * DAY);

  expect(process.openTasks()).toHaveLength(1);
});

it('asks for the instant with the class of the case and the instant of opening', async () => {
  const asked: unknown[] = [];
  await begin(
    async (p) => {
      await p.task.ask({ to: '', class: 'URGENT' });
      return 'done';
    },
    {
      startAt: DAY,
      timeoutInstant: (request) => {
        asked.push(request);
        return null;
      },
    },
  );

  expect(asked).toEqual([{ limit: 'ask', class: 'URGENT', from: DAY }]);
});

describe('an instant carried by the command that opened the task', () => {
  const draftThenAsk = async (p: P, limitClass?: string) => {
    await p.task.draft({ to: 'A' });
    const asked = await p.task.ask({ to: '', class: limitClass });
    return asked.outcome === 'expired' ? 'stopped' : 'done';
  };
  const complete = {
    kind: 'complete',
    task: 1,
    outcome: 'done',
    decision: {},
    by: { account: 'li', unit: 'A', roles: ['clerk'] },
  } as const;

  it('counts instead of a computed one', async () => {
    const process = await begin((p) => draftThenAsk(p), { taskTimeoutMs: 9 * DAY });

    await process.send(complete, { ask: 2 * DAY });
    await process.advance(2 * DAY);

    expect(process.result).toBe('stopped');
  });

  it('is looked up by class first', async () => {
    const process = await begin((p) => draftThenAsk(p, 'URGENT'), { taskTimeoutMs: 9 * DAY });

    await process.send(complete, { ask: 2 * DAY, 'ask/URGENT': DAY });
    await process.advance(DAY);

    expect(process.result).toBe('stopped');
  });

  it('does not count for a task that another command opens later', async () => {
    const process = await begin(
      async (p) => {
        await p.task.draft({ to: 'A' });
        await p.task.check({ to: 'A' });
        return asking(p);
      },
      { taskTimeoutMs: 9 * DAY },
    );
    await process.send(complete, { ask: 2 * DAY });
    await process.advance(DAY);
    await process.complete('check', 'pass');

    await process.advance(8 * DAY);

    expect(process.openTasks()).toHaveLength(1);
  });

  it('does not count for a task that a timer opens later', async () => {
    const process = await begin(
      async (p) => {
        await p.task.draft({ to: 'A' });
        await p.task.ask({ to: '' });
        return asking(p);
      },
      { taskTimeoutMs: 9 * DAY },
    );
    await process.send(complete, { ask: 2 * DAY });
    await process.advance(2 * DAY);

    await process.advance(9 * DAY - 1);
    const before = process.result;
    await process.advance(1);

    expect([before, process.result]).toEqual([null, 'stopped']);
  });
});

const recalculate = (day: number, { task = 1, earlier = false } = {}) =>
  ({
    kind: 'recalculate',
    expiries: { [task]: day * DAY },
    calendarVersion: 2,
    earlier,
    by: operator,
  }) as const;

describe('recalculation', () => {
  it('moves the limit to the instant that the calendar now gives, and tells it', async () => {
    const process = await begin(asking, { taskTimeoutMs: 2 * DAY });
    await process.advance(DAY);

    await process.send(recalculate(4));
    await process.advance(3 * DAY - 1);
    const afterOld = process.result;
    await process.advance(1);

    expect([afterOld, process.result]).toEqual([null, 'stopped']);
    expect(process.events).toContainEqual(
      expect.objectContaining({
        type: 'limit.moved',
        task: 1,
        from: 2 * DAY,
        to: 4 * DAY,
        calendarVersion: 2,
      }),
    );
    expect(process.pendingTimers).toBe(0);
  });

  it('never makes a limit earlier in silence', async () => {
    const process = await begin(asking, { taskTimeoutMs: 9 * DAY });
    await process.advance(3 * DAY);

    await process.send(recalculate(2));
    await process.send(recalculate(9));
    await process.advance(6 * DAY - 1);
    const before = process.result;
    await process.advance(1);

    expect([before, process.result]).toEqual([null, 'stopped']);
    expect(told(process, 'limit')).toEqual([]);
  });

  it('lets a limit that is past by the new calendar run out at once, when that was announced', async () => {
    const process = await begin(asking, { taskTimeoutMs: 9 * DAY });
    await process.advance(3 * DAY);

    await process.send(recalculate(2, { earlier: true }));
    await process.advance(1);

    expect(process.result).toBe('stopped');
  });

  it('is not undone by the answer to a question that was asked before it', async () => {
    let answer = (_at: number): void => undefined;
    const process = await begin(asking, {
      timeoutInstant: () => new Promise<number>((resolve) => (answer = resolve)) as never,
    });
    await process.send(recalculate(3));
    answer(DAY);
    await process.settle();

    await process.advance(2 * DAY);
    const before = process.result;
    await process.advance(DAY);

    expect([before, process.result]).toEqual([null, 'stopped']);
  });

  it('leaves tasks alone that are closed or have no task timeout', async () => {
    const process = await begin(async (p) => {
      await p.task.draft({ to: 'A' });
      return asking(p);
    });
    const before = process.events.length;

    await process.send(recalculate(3, { task: 1 }));
    await process.send(recalculate(3, { task: 7 }));

    expect(process.events).toHaveLength(before);
  });
});

describe('while the process is suspended', () => {
  const suspend = { kind: 'suspend', by: operator } as const;
  const resume = { kind: 'resume', by: operator } as const;

  it('leaves what was left of the limit when it is resumed', async () => {
    const process = await begin(asking, { taskTimeoutMs: 2 * DAY });
    await process.advance(DAY);

    await process.send(suspend);
    await process.advance(30 * DAY);
    const during = told(process, 'close');
    await process.send(resume);
    await process.advance(DAY - 1);
    const before = process.result;
    await process.advance(1);

    expect([during, before, process.result]).toEqual([[], null, 'stopped']);
    expect(process.events).toContainEqual(
      expect.objectContaining({ type: 'limit.moved', task: 1, from: 2 * DAY, to: 32 * DAY }),
    );
  });

  it('refuses outcomes and messages, and takes them after it is resumed', async () => {
    const process = await begin(async (p) => {
      p.listen.note(() => undefined);
      return asking(p);
    });
    await process.send(suspend);

    const during = [
      await refusal(() => process.complete('ask', 'answer')),
      await refusal(() => process.message('note', { n: 1 })),
      await refusal(() => process.send(suspend)),
    ];
    await process.send(resume);
    await process.message('note', { n: 1 });
    await process.complete('ask', 'answer');

    expect(during).toEqual(['PROCESS_SUSPENDED', 'PROCESS_SUSPENDED', 'PROCESS_SUSPENDED']);
    expect(process.result).toBe('done');
  });

  it('can be cancelled, and what was held back never happens', async () => {
    const process = await begin(asking, { taskTimeoutMs: DAY });
    await process.send(suspend);
    await process.advance(2 * DAY);

    await process.send({ kind: 'cancel', by: operator });

    expect(told(process, 'close', 'end', 'cancelled')).toEqual(['close ask cancelled', 'cancelled']);
    expect(process.result).toBe('cancelled');
  });

  it('recalculates a limit that is held back', async () => {
    const process = await begin(asking, { taskTimeoutMs: DAY });
    await process.send(suspend);
    await process.advance(2 * DAY);

    await process.send(recalculate(5));
    await process.send(resume);
    await process.advance(5 * DAY - 1);
    const before = process.result;
    await process.advance(1);

    expect([before, process.result]).toEqual([null, 'stopped']);
  });
});

describe('cancellation', () => {
  it('closes every task, stops every clock, and nothing follows', async () => {
    const process = await begin(async (p) => {
      p.clock.whole.start({ unit: 'A' });
      await p.all({ one: (p) => p.task.draft({ to: 'A' }), two: (p) => p.task.ask({ to: '' }) });
      return 'done';
    });

    await process.send({ kind: 'cancel', by: operator });
    await process.advance(10 * DAY);

    expect(told(process).slice(-5)).toEqual([
      'close draft cancelled',
      'clock 2 stopped',
      'close ask cancelled',
      'clock 1 stopped',
      'cancelled',
    ]);
    expect(await refusal(() => process.message('stop'))).toBe('PROCESS_ENDED');
  });

  it('takes effect once when two operators cancel in the same instant', async () => {
    const process = await begin(asking);
    const cancel = { kind: 'cancel', by: operator } as const;

    process.run.apply({ id: 'first', command: cancel });
    const second = await refusal(async () => process.run.apply({ id: 'second', command: cancel }));
    await process.settle();

    expect(second).toBe('PROCESS_ENDED');
    expect(told(process, 'cancelled')).toHaveLength(1);
  });

  it('is not undone by a behaviour that ends in the same instant', async () => {
    const process = await begin(asking);

    process.run.apply({
      id: 'answer',
      command: {
        kind: 'complete',
        task: 1,
        outcome: 'answer',
        decision: {},
        by: { account: 'citizen', unit: '', roles: [] },
      },
    });
    process.run.apply({ id: 'cancel', command: { kind: 'cancel', by: operator } });
    await process.settle();

    expect(told(process, 'end', 'cancelled')).toEqual(['cancelled']);
    expect(process.result).toBe('cancelled');
  });

  it('differs from an end that is named `cancelled`', async () => {
    const process = await begin(async () => 'cancelled');

    expect(told(process)).toEqual(['started', 'end cancelled']);
  });
});

it('asks for the instant with the day that the case names', async () => {
  const asked: unknown[] = [];
  await begin(
    async (p) => {
      await p.task.ask({ to: '', due: '2015-06-01' });
      return 'done';
    },
    {
      timeoutInstant: (request) => {
        asked.push(request);
        return null;
      },
    },
  );

  expect(asked).toEqual([{ limit: 'ask', due: '2015-06-01', from: 0 }]);
});

it('tells the day on which limits end with the task and with its clock', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A', due: '2015-06-01' });
    p.clock.whole.start({ unit: 'A', due: '2015-07-15' });
    return 'done';
  });
  await process.complete('draft', 'done');

  const dues = process.events.flatMap((event) =>
    event.type === 'clock.started' || event.type === 'task.opened' ? [[event.type, event.due]] : [],
  );
  expect(dues).toEqual([
    ['clock.started', '2015-06-01'],
    ['task.opened', '2015-06-01'],
    ['clock.started', '2015-07-15'],
  ]);
});
