import { begin, operator, refusal, logOf, type P } from './office.js';

const DAY = 86_400_000;
const asking = async (p: P): Promise<'done' | 'stopped'> => {
  const asked = await p.task.ask({ to: '' });
  return asked.outcome === 'expired' ? 'stopped' : 'done';
};

it('a task that times out closes with the outcome `expired`', async () => {
  const process = await begin(asking, { taskTimeoutMs: 5 * DAY });

  await process.advance(5 * DAY - 1);
  const before = process.result;
  await process.advance(1);

  expect(before).toBeNull();
  expect(logOf(process, 'close', 'end')).toEqual(['close ask expired', 'end stopped']);
});

it('Simulation.expire throws for a task without a timeout', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A' });
    return 'done';
  });

  await expect(process.expire('draft')).rejects.toThrow("task 'draft' declares no 'expires'");
});

it('completing a task drops its timer', async () => {
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
  expect(logOf(process, 'close')).toEqual(['close ask completed answer']);
});

it('a task never times out when the policy sets no limit', async () => {
  const process = await begin(asking, { timeoutInstant: () => null });

  await process.advance(1000 * DAY);

  expect(process.openTasks()).toHaveLength(1);
});

it('a timeout is requested with the class of the case and the instant of opening', async () => {
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

  it('a timeout carried by the command replaces the requested one', async () => {
    const process = await begin((p) => draftThenAsk(p), { taskTimeoutMs: 9 * DAY });

    await process.send(complete, { ask: 2 * DAY });
    await process.advance(2 * DAY);

    expect(process.result).toBe('stopped');
  });

  it('a timeout carried by the command is looked up by class first', async () => {
    const process = await begin((p) => draftThenAsk(p, 'URGENT'), { taskTimeoutMs: 9 * DAY });

    await process.send(complete, { ask: 2 * DAY, 'ask/URGENT': DAY });
    await process.advance(DAY);

    expect(process.result).toBe('stopped');
  });

  it('a timeout carried by a command does not apply to tasks of later commands', async () => {
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

  it('a timeout carried by a command does not apply to a task that a timer opens later', async () => {
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
  it('recalculation moves a timeout and emits limit.moved', async () => {
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

  it('recalculation without `earlier` never moves a timeout to an earlier instant', async () => {
    const process = await begin(asking, { taskTimeoutMs: 9 * DAY });
    await process.advance(3 * DAY);

    await process.send(recalculate(2));
    await process.send(recalculate(9));
    await process.advance(6 * DAY - 1);
    const before = process.result;
    await process.advance(1);

    expect([before, process.result]).toEqual([null, 'stopped']);
    expect(logOf(process, 'limit')).toEqual([]);
  });

  it('recalculation with `earlier` times out a task at once that is due in the past', async () => {
    const process = await begin(asking, { taskTimeoutMs: 9 * DAY });
    await process.advance(3 * DAY);

    await process.send(recalculate(2, { earlier: true }));
    await process.advance(1);

    expect(process.result).toBe('stopped');
  });

  it('recalculation is not overwritten by a request sent before it', async () => {
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

  it('recalculation ignores closed tasks and tasks without a timeout', async () => {
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

  it('a suspension leaves a task the time it had left', async () => {
    const process = await begin(asking, { taskTimeoutMs: 2 * DAY });
    await process.advance(DAY);

    await process.send(suspend);
    await process.advance(30 * DAY);
    const during = logOf(process, 'close');
    await process.send(resume);
    await process.advance(DAY - 1);
    const before = process.result;
    await process.advance(1);

    expect([during, before, process.result]).toEqual([[], null, 'stopped']);
    expect(process.events).toContainEqual(
      expect.objectContaining({ type: 'limit.moved', task: 1, from: 2 * DAY, to: 32 * DAY }),
    );
  });

  it('a suspended process rejects outcomes and messages until it is resumed', async () => {
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

  it('cancelling a suspended process drops its timeouts', async () => {
    const process = await begin(asking, { taskTimeoutMs: DAY });
    await process.send(suspend);
    await process.advance(2 * DAY);

    await process.send({ kind: 'cancel', by: operator });

    expect(logOf(process, 'close', 'end', 'cancelled')).toEqual(['close ask cancelled', 'cancelled']);
    expect(process.result).toBe('cancelled');
  });

  it('recalculation moves the timeout of a suspended process', async () => {
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
  it('a cancel closes every task and stops every clock', async () => {
    const process = await begin(async (p) => {
      p.clock.whole.start({ unit: 'A' });
      await p.all({ one: (p) => p.task.draft({ to: 'A' }), two: (p) => p.task.ask({ to: '' }) });
      return 'done';
    });

    await process.send({ kind: 'cancel', by: operator });
    await process.advance(10 * DAY);

    expect(logOf(process).slice(-5)).toEqual([
      'close draft cancelled',
      'clock 2 stopped',
      'close ask cancelled',
      'clock 1 stopped',
      'cancelled',
    ]);
    expect(await refusal(() => process.message('stop'))).toBe('PROCESS_ENDED');
  });

  it('the second of two cancels in one instant is rejected', async () => {
    const process = await begin(asking);
    const cancel = { kind: 'cancel', by: operator } as const;

    process.run.apply({ id: 'first', command: cancel });
    const second = await refusal(async () => process.run.apply({ id: 'second', command: cancel }));
    await process.settle();

    expect(second).toBe('PROCESS_ENDED');
    expect(logOf(process, 'cancelled')).toHaveLength(1);
  });

  it('a cancel wins over a behaviour that ends in the same instant', async () => {
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

    expect(logOf(process, 'end', 'cancelled')).toEqual(['cancelled']);
    expect(process.result).toBe('cancelled');
  });

  it('an end named `cancelled` is no cancellation', async () => {
    const process = await begin(async () => 'cancelled');

    expect(logOf(process)).toEqual(['started', 'end cancelled']);
  });
});

it('a timeout is requested with the day that the case names', async () => {
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

it('task.opened and clock.started name the day on which dated limits end', async () => {
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
