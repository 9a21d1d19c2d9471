import type { Extension } from '../../../workflows/engine/definition/events.js';
import type { Simulation } from '../../../workflows/engine/analysis/simulation.js';
import { begin, logOf, type P } from './office.js';

const started = (simulation: Simulation) =>
  simulation.events.flatMap((event) => (event.type === 'clock.started' ? [event] : []));

/** Runs a behaviour that only uses clocks, and returns the process. */
const clocksOf = async (behaviour: (p: P) => void): Promise<Simulation> =>
  begin(async (p) => {
    behaviour(p);
    return 'done';
  });

it('clock.started names limit, unit and class', async () => {
  const process = await clocksOf((p) => p.clock.whole.start({ unit: 'A', class: 'URGENT' }));

  expect(started(process)).toEqual([
    {
      seq: 2,
      at: 0,
      type: 'clock.started',
      clock: 1,
      name: 'whole',
      limit: 'whole',
      unit: 'A',
      class: 'URGENT',
    },
  ]);
});

it('starting a running clock again stops it first', async () => {
  const process = await clocksOf((p) => {
    p.clock.whole.start({ unit: 'A' });
    p.clock.whole.start({ unit: 'B' });
  });

  expect(logOf(process, 'clock')).toEqual([
    'clock 1 started whole',
    'clock 1 stopped',
    'clock 2 started whole',
    'clock 2 stopped',
  ]);
});

it('clock.stopped is fulfilled after fulfil() only', async () => {
  const process = await clocksOf((p) => {
    p.clock.whole.start({ unit: 'A' });
    p.clock.whole.fulfil();
    p.clock.whole.start({ unit: 'B' });
    p.clock.whole.stop();
    p.clock.whole.start({ unit: 'C' });
  });

  const stops = process.events.flatMap((event) =>
    event.type === 'clock.stopped' ? [[event.clock, event.fulfilled ?? false]] : [],
  );
  expect(stops).toEqual([
    [1, true],
    [2, false],
    [3, false], // with the process
  ]);
});

it('reclass changes the class of a running clock', async () => {
  const process = await clocksOf((p) => {
    p.clock.whole.start({ unit: 'A' });
    p.clock.whole.reclass('COMPLEX');
  });

  expect(process.events).toContainEqual(
    expect.objectContaining({ type: 'clock.reclassed', clock: 1, class: 'COMPLEX' }),
  );
});

it('pauses and resumes a clock only once in a row', async () => {
  const process = await clocksOf((p) => {
    p.clock.whole.start({ unit: 'A' });
    p.clock.whole.pause('review');
    p.clock.whole.pause('review');
    p.clock.whole.resume();
    p.clock.whole.resume();
  });

  expect(logOf(process, 'clock')).toEqual([
    'clock 1 started whole',
    'clock 1 paused',
    'clock 1 resumed',
    'clock 1 stopped',
  ]);
});

it('a pause for a reason that the definition does not declare fails', async () => {
  const pause = (p: P): void => (p.clock.whole.pause as (reason: string) => void)('holiday');

  await expect(clocksOf(pause)).rejects.toThrow(`declares no pause 'holiday'`);
});

it('extend and move emit events of a running clock', async () => {
  const process = await clocksOf((p) => {
    p.clock.whole.start({ unit: 'A' });
    p.clock.whole.extend({ workingDays: 5 });
    p.clock.whole.move('B');
  });

  expect(process.events).toContainEqual(
    expect.objectContaining({ type: 'clock.extended', clock: 1, workingDays: 5 }),
  );
  expect(process.events).toContainEqual(
    expect.objectContaining({ type: 'clock.moved', clock: 1, unit: 'B' }),
  );
});

it.each<Extension>([{ workingDays: 5 }, { calendarDays: 30 }, { until: '2015-08-10' }])(
  'emits an extension by %j without the other fields of the decision',
  async (by) => {
    const process = await clocksOf((p) => {
      p.clock.whole.start({ unit: 'A' });
      const decision = { ...by, reason: 'COMPLEX' };
      p.clock.whole.extend(decision);
    });

    const { seq: _seq, at: _at, ...event } = process.events.find(({ type }) => type === 'clock.extended')!;
    expect(event).toEqual({ type: 'clock.extended', clock: 1, ...by });
  },
);

it('methods of a clock that is not running emit no event', async () => {
  const process = await clocksOf((p) => {
    p.clock.whole.pause('review');
    p.clock.whole.resume();
    p.clock.whole.extend({ workingDays: 5 });
    p.clock.whole.move('B');
    p.clock.whole.stop();
  });

  expect(logOf(process, 'clock')).toEqual([]);
});

it('cap refers to the number of a running clock', async () => {
  const process = await clocksOf((p) => {
    p.clock.whole.start({ unit: 'A' });
    p.clock.rework.start({ unit: 'A', cap: 'whole' });
  });

  expect(started(process)[1]).toMatchObject({ clock: 2, name: 'rework', cap: 1 });
});

it('a task refers to the first of its clocks that is running', async () => {
  const process = await begin(async (p) => {
    await p.task.check({ to: 'A' });
    p.clock.whole.start({ unit: 'A' });
    await p.task.check({ to: 'A' });
    p.clock.rework.start({ unit: 'A' });
    await p.task.check({ to: 'A' });
    p.clock.rework.stop();
    await p.task.check({ to: 'A' });
    return 'done';
  });

  for (let turn = 0; turn < 4; turn += 1) await process.complete('check', 'pass');

  const shown = process.events.flatMap((event) => (event.type === 'task.opened' ? [event.clock] : []));
  expect(shown).toEqual([undefined, 1, 2, 1]);
});

it('a task with a limit starts a clock of its own, in the class of the case', async () => {
  const process = await begin(async (p) => {
    await p.task.draft({ to: 'A', class: 'URGENT' });
    return 'done';
  });

  expect(started(process)).toEqual([
    expect.objectContaining({ clock: 1, name: 'draft', limit: 'draft', unit: 'A', task: 1, class: 'URGENT' }),
  ]);
  expect(process.events).toContainEqual(expect.objectContaining({ type: 'task.opened', task: 1, clock: 1 }));
});

it('an undeclared option of a choice fails the process', async () => {
  const starting = clocksOf((p) => p.choice.size('huge' as 'large'));

  await expect(starting).rejects.toThrow("choice 'size' has no option 'huge'");
});
