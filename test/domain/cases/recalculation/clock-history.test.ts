import { clockHistory, type ClockEntry } from '../../../../domain/cases/recalculation/clock-history.js';

const entry = (type: ClockEntry['type'], at: number, clock: string | null = null): ClockEntry => ({
  type,
  at,
  clock,
  by: type === 'clock.extended' ? { workingDays: 2 } : null,
});
const handling = { name: 'handling', task: null, startedAt: 10 };

it('the history of a clock has its own pauses and extensions, and none of a clock with the same name', () => {
  const entries = [
    entry('clock.paused', 5, 'handling'), // an earlier clock of this name
    entry('clock.paused', 11, 'rework'),
    entry('clock.extended', 12, 'handling'),
    entry('clock.paused', 13, 'handling'),
    entry('clock.resumed', 14, 'handling'),
  ];

  expect(clockHistory(handling, entries)).toEqual([
    { type: 'extended', at: 12, by: { workingDays: 2 } },
    { type: 'paused', at: 13 },
    { type: 'resumed', at: 14 },
  ]);
  // A unit that only helps has a clock of the same limit, which belongs to its task.
  expect(clockHistory({ ...handling, task: 3 }, entries)).toEqual([]);
});

it('a pause inside a suspension, or across its end, is one pause', () => {
  const across = [
    entry('clock.paused', 11, 'handling'),
    entry('process.suspended', 12),
    entry('clock.resumed', 13, 'handling'),
    entry('process.resumed', 14),
    entry('process.suspended', 15),
    entry('clock.paused', 16, 'handling'),
    entry('process.resumed', 17),
  ];

  expect(clockHistory(handling, across)).toEqual([
    { type: 'paused', at: 11 },
    { type: 'resumed', at: 14 },
    { type: 'paused', at: 15 },
  ]);
});

it('a clock that starts in a suspended process is paused from its start', () => {
  const entries = [entry('process.suspended', 5), entry('process.resumed', 20)];

  expect(clockHistory(handling, entries)).toEqual([
    { type: 'paused', at: 10 },
    { type: 'resumed', at: 20 },
  ]);
  expect(clockHistory(handling, entries.slice(0, 1))).toEqual([{ type: 'paused', at: 10 }]);
  expect(clockHistory(handling, [entry('process.suspended', 5), entry('process.resumed', 6)])).toEqual([]);
});
