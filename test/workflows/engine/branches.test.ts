import { begin, clerk, refusal, logOf } from './office.js';

describe('race', () => {
  it('race cancels the tasks, clocks and timers of the losing branches', async () => {
    const process = await begin(async (p) => {
      const first = await p.race({
        drafted: (p) => p.task.draft({ to: 'A' }),
        consulted: (p) => p.task.consult({ to: 'B' }),
      });
      await p.task.check({ to: 'A' });
      return first.won === 'drafted' ? 'done' : 'stopped';
    });

    await process.complete('draft', 'done');
    await process.advance(3_600_000);
    await process.complete('check', 'pass');

    expect(logOf(process, 'close', 'clock', 'end')).toEqual([
      'clock 1 started draft',
      'clock 2 started consult',
      'close draft completed done',
      'clock 1 stopped',
      'close consult cancelled',
      'clock 2 stopped',
      'close check completed pass',
      'end done',
    ]);
    expect(process.pendingTimers).toBe(0);
  });

  it('race never resumes the code of a losing branch', async () => {
    const went: string[] = [];
    const process = await begin(async (p) => {
      await p.race({
        drafted: (p) => p.task.draft({ to: 'A' }),
        asked: async (p) => {
          await p.task.ask({ to: '' });
          went.push('asked');
        },
      });
      await p.task.check({ to: 'A' });
      return 'done';
    });

    await process.complete('draft', 'done');
    await process.advance(3_600_000);

    expect(went).toEqual([]);
  });

  it('race cancels branches nested in a losing branch', async () => {
    const process = await begin(async (p) => {
      await p.race({
        stopped: (p) => p.message.stop(),
        worked: (p) =>
          p.all({
            one: (p) => p.task.draft({ to: 'A' }),
            two: (p) => p.race({ asked: (p) => p.task.ask({ to: '' }), noted: (p) => p.message.note() }),
          }),
      });
      await p.task.check({ to: 'A' });
      return 'stopped';
    });

    await process.message('stop');

    expect(logOf(process, 'close')).toEqual(['close draft cancelled', 'close ask cancelled']);
    expect(process.openTasks().map(({ name }) => name)).toEqual(['check']);
    expect(await refusal(() => process.message('note', { n: 1 }))).toBe('MESSAGE_NOT_EXPECTED');
  });

  it('race ignores what a losing branch does in the instant of its loss', async () => {
    const process = await begin(async (p) => {
      const first = await p.race({
        quick: (p) => p.message.stop(),
        slow: async (p) => {
          await p.message.stop();
          for (let turn = 0; turn < 20; turn += 1) await null;
          p.facts({ notes: 1 });
          p.clock.whole.start({ unit: 'A' });
          p.stage('archived');
          p.listen.note(() => p.facts({ notes: 2 }));
          await p.race({ nested: (p) => p.task.draft({ to: 'A' }), printed: (p) => p.step.print() });
        },
      });
      await p.task.ask({ to: '' });
      return first.won === 'quick' ? 'done' : 'stopped';
    });

    await process.message('stop');

    expect(logOf(process)).toEqual(['started', 'message stop', 'stage asking', 'open ask']);
    expect(await refusal(() => process.message('note', { n: 1 }))).toBe('MESSAGE_NOT_EXPECTED');
  });

  it('race closes a task that the winner opened without waiting for it', async () => {
    const process = await begin(async (p) => {
      await p.race({
        noted: (p) => {
          void p.task.draft({ to: 'A' });
          return p.message.note();
        },
      });
      await p.task.check({ to: 'A' });
      return 'done';
    });

    await process.message('note', { n: 1 });

    expect(logOf(process, 'close')).toEqual(['close draft cancelled']);
  });

  it('race rejects an outcome of the losing branch with TASK_NOT_OPEN', async () => {
    const process = await begin(async (p) => {
      await p.race({
        drafted: (p) => p.task.draft({ to: 'A' }),
        consulted: (p) => p.task.consult({ to: 'A' }),
      });
      await p.task.ask({ to: '' });
      return 'done';
    });
    await process.complete('draft', 'done');

    const late = await refusal(() =>
      process.send({ kind: 'complete', task: 2, outcome: 'done', decision: {}, by: clerk() }),
    );

    expect(late).toBe('TASK_NOT_OPEN');
  });
});

describe('all', () => {
  it('all waits for every branch and returns their results by name', async () => {
    let results: unknown;
    const process = await begin(async (p) => {
      results = await p.all({
        pages: async (p) => {
          const drafted = await p.task.draft({ to: 'A' });
          return drafted.outcome === 'done' ? drafted.decision.pages : 0;
        },
        verdict: async (p) => (await p.task.check({ to: 'A' })).outcome,
      });
      return 'done';
    });

    await process.complete('check', 'pass');
    const before = process.result;
    await process.complete('draft', 'done', { pages: 4 });

    expect(before).toBeNull();
    expect(results).toEqual({ pages: 4, verdict: 'pass' });
    expect(process.result).toBe('done');
  });
});

describe('each', () => {
  it('each returns the results in the order of the items', async () => {
    let results: unknown;
    const process = await begin(async (p) => {
      results = await p.each(['A', 'B', 'C'], async (p, unit) => {
        const consulted = await p.task.consult({ to: unit, key: unit });
        return `${unit} ${consulted.outcome}`;
      });
      return 'done';
    });

    await process.complete('consult', 'done', {}, { key: 'C' });
    await process.complete('consult', 'done', {}, { key: 'A' });
    await process.expire('consult');

    expect(logOf(process, 'open', 'close')).toEqual([
      'open consult[A] A',
      'open consult[B] B',
      'open consult[C] C',
      'close consult[C] completed done',
      'close consult[A] completed done',
      'close consult[B] expired',
    ]);
    expect(results).toEqual(['A done', 'B expired', 'C done']);
  });

  it('each without items continues at once', async () => {
    const process = await begin(async (p) => {
      await p.each([], (p) => p.task.draft({ to: 'A' }));
      return 'done';
    });

    expect(process.result).toBe('done');
  });
});

describe('alongside', () => {
  it('alongside cancels the background when the main branch ends', async () => {
    const process = await begin(async (p) => {
      await p.alongside(
        (p) => p.task.draft({ to: 'A' }),
        (p) => p.each(['B', 'C'], (p, unit) => p.task.consult({ to: unit, key: unit })),
      );
      return 'done';
    });

    await process.complete('consult', 'done', {}, { key: 'B' });
    await process.complete('draft', 'done');

    expect(logOf(process, 'close', 'end')).toEqual([
      'close consult[B] completed done',
      'close draft completed done',
      'close consult[C] cancelled',
      'end done',
    ]);
  });

  it('alongside continues when the background ends first', async () => {
    const process = await begin(async (p) => {
      await p.alongside(
        (p) => p.task.draft({ to: 'A' }),
        (p) => p.task.consult({ to: 'B' }),
      );
      return 'done';
    });

    await process.complete('consult', 'done');

    expect(process.result).toBeNull();
    expect(process.openTasks().map(({ name }) => name)).toEqual(['draft']);
  });

  it('alongside fails the process when the background throws', async () => {
    const process = await begin(async (p) => {
      await p.alongside(
        (p) => p.task.draft({ to: 'A' }),
        async (p) => {
          await p.message.note();
          throw new Error('a defect beside the main branch');
        },
      );
      return 'done';
    });

    await expect(process.message('note', { n: 1 })).rejects.toThrow('a defect beside the main branch');
  });
});

it('the return of a behaviour cancels open tasks and stops clocks', async () => {
  const process = await begin(async (p) => {
    void p.task.draft({ to: 'A' });
    p.clock.whole.start({ unit: 'A' });
    await p.message.stop();
    return 'stopped';
  });

  await process.message('stop');

  expect(logOf(process, 'close', 'clock', 'end')).toEqual([
    'clock 1 started draft',
    'clock 2 started whole',
    'close draft cancelled',
    'clock 1 stopped',
    'clock 2 stopped',
    'end stopped',
  ]);
});
