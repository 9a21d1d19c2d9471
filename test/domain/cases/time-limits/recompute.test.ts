import { describe, expect, it } from '@jest/globals';
import type { CalendarDayRow, WorkingCalendar } from '../../../../domain/cases/time-limits/calendar.js';
import {
  computeLadder,
  recomputeLadder,
  type ClockChange,
  type RunningClock,
} from '../../../../domain/cases/time-limits/ladder.js';
import { at, calendar, changedCalendar, qdn2015, shown } from './seeded.js';

/** The year 2027 published for state and prefecture, with these days. */
const published = (...days: [date: string, kind: CalendarDayRow['kind']][]): WorkingCalendar =>
  changedCalendar((seed) => ({
    days: [
      ...seed.days,
      ...days.map(([date, kind]) => ({ date, region: 'CN', kind, note: '元旦', source: 'notice' })),
    ],
    coveredYears: [...seed.coveredYears, { region: 'CN', year: 2027 }, { region: '5226', year: 2027 }],
  }));

function announced(started: string, caseClass: string, under = calendar): RunningClock {
  const clock = { policy: qdn2015, calendar: under, limit: 'handling', caseClass, startedAt: at(started) };
  return { ...clock, dueAt: computeLadder(clock)!.dueAt };
}

const overNewYear = announced('2026-12-28T10:00', 'CONSULT');

it('a provisional due date moves to a later one once the year is published', () => {
  expect(computeLadder(overNewYear)).toMatchObject({
    dueDate: '2027-01-05',
    provisional: true,
    calendarVersion: 1,
  });

  const { ladder, change } = recomputeLadder({
    ...overNewYear,
    calendar: published(['2027-01-04', 'holiday']),
  });

  expect(change).toBe('later');
  expect(ladder).toMatchObject({ dueDate: '2027-01-06', provisional: false, calendarVersion: 2 });
});

it('a provisional due date that is right is confirmed', () => {
  const { ladder, change } = recomputeLadder({ ...overNewYear, calendar: published() });
  expect(change).toBe('same');
  expect(ladder).toMatchObject({ dueDate: '2027-01-05', provisional: false });
});

it('a recount never shortens an announced due date, and counts the cards from it', () => {
  const worked = published(['2027-01-02', 'workday'], ['2027-01-03', 'workday']);
  const { ladder, change } = recomputeLadder({ ...overNewYear, calendar: worked });

  expect(change).toBe('kept');
  expect(ladder).toMatchObject({ dueDate: '2027-01-05', provisional: false });
  expect(shown(ladder).yellow).toBe('2027-01-06 00:00');
});

it('an announced recount shortens a due date, never to before the announcement', () => {
  const worked = published(['2027-01-02', 'workday'], ['2027-01-03', 'workday']);
  const clock = { ...overNewYear, calendar: worked };

  const announced = recomputeLadder(clock, [], at('2027-01-01T10:00'));
  expect([announced.ladder.dueDate, announced.change]).toEqual(['2027-01-03', 'earlier']);
  const tooLate = recomputeLadder(clock, [], at('2027-01-04T00:00'));
  expect([tooLate.ladder.dueDate, tooLate.change]).toEqual(['2027-01-05', 'kept']);
});

it('due dates move by the holidays of September 2015, decreed in May', () => {
  const before = changedCalendar((seed) => ({
    ...seed,
    days: seed.days.filter(({ date }) => date < '2015-09-03' || date > '2015-09-06'),
  }));
  const clock = announced('2015-08-31T10:00', 'CONSULT', before);
  expect(computeLadder(clock)!.dueDate).toBe('2015-09-07');

  const { ladder, change } = recomputeLadder({ ...clock, calendar });

  expect([ladder.dueDate, change]).toEqual(['2015-09-08', 'later']);
});

it('a recount replays all pauses and extensions of a clock', () => {
  const history: ClockChange[] = [
    { type: 'extended', at: at('2026-12-29T09:00'), by: { workingDays: 2 } },
    { type: 'paused', at: at('2026-12-30T09:00') },
    { type: 'resumed', at: at('2027-01-04T09:00') },
  ];
  // 5 + 2 days, of which 29 and 30 December are used: five are left on 4 January.
  const asAnnounced = recomputeLadder({ ...overNewYear, extendedDays: 2 }, history);
  expect([asAnnounced.ladder.dueDate, asAnnounced.change]).toEqual(['2027-01-11', 'later']);

  const clock = { ...overNewYear, extendedDays: 2, dueAt: asAnnounced.ladder.dueAt };
  const later = recomputeLadder({ ...clock, calendar: published(['2027-01-06', 'holiday']) }, history);
  expect([later.ladder.dueDate, later.change]).toEqual(['2027-01-12', 'later']);
  expect(recomputeLadder({ ...clock, calendar: published() }, history).change).toBe('same');
});

it('a recount leaves a paused clock as it was until it is resumed', () => {
  const history: ClockChange[] = [{ type: 'paused', at: at('2026-12-29T09:00') }];
  expect(recomputeLadder({ ...overNewYear, calendar: published() }, history).change).toBe('same');
});

describe('an extension until a day', () => {
  const until = (day: string, instant: string): ClockChange => ({
    type: 'extended',
    at: at(instant),
    by: { until: day },
  });

  it('an extension until a day holds when the calendar changes', () => {
    const history = [until('2027-01-12', '2026-12-29T09:00')];
    const asAnnounced = recomputeLadder(overNewYear, history).ladder;

    const clock = {
      ...overNewYear,
      dueAt: asAnnounced.dueAt,
      calendar: published(['2027-01-06', 'holiday']),
    };
    const { ladder, change } = recomputeLadder(clock, history);

    expect([ladder.dueDate, change]).toEqual(['2027-01-12', 'same']);
    expect([asAnnounced.extendedDays, ladder.extendedDays]).toEqual([5, 4]);
  });

  it('an extension until a day takes nothing away once the calendar gives more', () => {
    const holidays = ['2027-01-04', '2027-01-05', '2027-01-06'].map(
      (day) => [day, 'holiday'] as [string, 'holiday'],
    );
    const history = [until('2027-01-06', '2026-12-29T09:00')];
    const clock = { ...overNewYear, dueAt: recomputeLadder(overNewYear, history).ladder.dueAt };

    const { ladder } = recomputeLadder({ ...clock, calendar: published(...holidays) }, history);

    expect(ladder.dueDate).toBe('2027-01-08');
  });

  it('an extension until a day, decided during a pause, holds when the clock is resumed the same day', () => {
    const history: ClockChange[] = [
      { type: 'paused', at: at('2026-12-29T09:00') },
      until('2027-01-12', '2026-12-31T09:00'),
      { type: 'resumed', at: at('2026-12-31T10:00') },
    ];
    expect(recomputeLadder(overNewYear, history).ladder.dueDate).toBe('2027-01-12');
  });

  it('an extension until a day, decided before a pause, is moved by it', () => {
    const history: ClockChange[] = [
      until('2027-01-12', '2026-12-29T09:00'),
      { type: 'paused', at: at('2026-12-29T10:00') },
      { type: 'resumed', at: at('2026-12-31T10:00') },
    ];
    expect(recomputeLadder(overNewYear, history).ladder.dueDate).toBe('2027-01-14');
  });
});
