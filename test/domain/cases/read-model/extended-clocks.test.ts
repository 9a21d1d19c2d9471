import { fold } from '../../../../domain/cases/read-model/fold.js';
import type { Extension, ProcessEvent } from '../../../../workflows/engine/definition/events.js';
import { DAY, fixedTimeLimits } from '../../../support/fixed-time-limits.js';
import { permitProcess } from '../../../support/workflows/permit-process.js';

const START = Date.parse('2015-07-01T10:00:00+08:00');
const endOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + DAY;

type EventFields = ProcessEvent extends infer E ? (E extends ProcessEvent ? Omit<E, 'seq'> : never) : never;

/** The clock and the timeline of a process that has emitted these events. */
function folded(...events: EventFields[]) {
  const started: EventFields = {
    type: 'clock.started',
    at: START,
    clock: 1,
    name: 'whole',
    limit: 'handling',
    unit: 'A',
  };
  const numbered = [started, ...events].map((event, index) => ({ ...event, seq: index + 1 }) as ProcessEvent);
  const known = { suspended: false, clocks: new Map(), taskClocks: new Map() };
  const { clocksStarted, timeline } = fold(numbered, permitProcess.definition, known, fixedTimeLimits);
  return { clock: clocksStarted.get(1)!, timeline };
}
const extendedAt = (at: number, by: Extension): EventFields => ({
  type: 'clock.extended',
  at,
  clock: 1,
  ...by,
});
const paused: EventFields = { type: 'clock.paused', at: START + DAY, clock: 1, reason: 'extension' };
const resumedAt = (at: number): EventFields => ({ type: 'clock.resumed', at, clock: 1 });

it.each([
  [{ workingDays: 3 }, START + 13 * DAY],
  [{ calendarDays: 30 }, START + 40 * DAY],
  [{ until: '2015-07-31' }, endOf('2015-07-31')],
])('an extension by %j stands in the timeline as it was decided, with the new due instant', (by, dueAt) => {
  const { clock, timeline } = folded(extendedAt(START + DAY, by));

  expect(clock.dueAt).toBe(dueAt);
  expect(timeline.at(-1)!.data).toEqual({ clock: 'whole', ...by, dueAt: new Date(dueAt).toISOString() });
});

it('an extension until a day that is decided during a pause is moved only by the rest of the pause', () => {
  const until = extendedAt(START + 3 * DAY, { until: '2015-07-31' });
  const { clock } = folded(paused, until, resumedAt(START + 4 * DAY));

  expect(clock.dueAt).toBe(endOf('2015-07-31') + DAY);
});

it('an extension by days that is decided during a pause is moved by the whole pause', () => {
  const { clock } = folded(
    paused,
    extendedAt(START + 3 * DAY, { workingDays: 3 }),
    resumedAt(START + 4 * DAY),
  );

  expect(clock.dueAt).toBe(START + (10 + 3 + 3) * DAY);
});
