import fc from 'fast-check';
import type { Extension } from '../../../../workflows/engine/definition/events.js';
import {
  formatDay,
  formatInstant,
  lastDayOf,
  parseDay,
  startOfDay,
} from '../../../../domain/time/civil-time.js';
import {
  computeLadder,
  timeoutInstant,
  extendLadder,
  recomputeLadder,
  resumeLadder,
  type ClockChange,
  type Ladder,
  type RunningClock,
} from '../../../../domain/cases/time-limits/ladder.js';
import {
  officeHoursAfter,
  officeHoursBefore,
  officeHoursBetween,
} from '../../../../domain/cases/time-limits/office-hours.js';
import { calendar, policyOf, qdn2015 } from './seeded.js';

const region = calendar.region('5226');
const day = fc.integer({ min: parseDay('2004-01-01'), max: parseDay('2030-12-31') });
const count = fc.integer({ min: 1, max: 120 });
const instant = day.chain((number) =>
  fc.integer({ min: 0, max: 86_399_999 }).map((ms) => startOfDay(number) + ms),
);
const caseClass = fc.constantFrom('CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'COMPLEX', 'URGENT');

it('adding working days agrees with counting day by day', () => {
  fc.assert(
    fc.property(day, count, (from, n) => {
      let counted = from;
      for (let left = n; left > 0;) if (region.isWorkingDay((counted += 1))) left -= 1;
      return region.addWorkingDays(from, n) === counted;
    }),
  );
});

it('adding and counting working days are inverse', () => {
  fc.assert(
    fc.property(day, count, (from, n) => {
      const to = region.addWorkingDays(from, n);
      expect(region.isWorkingDay(to)).toBe(true);
      expect(region.workingDaysBetween(from, to)).toBe(n);
      expect(region.workingDaysBetween(to, from)).toBe(-n);
      if (region.isWorkingDay(from)) expect(region.addWorkingDays(to, -n)).toBe(from);
    }),
  );
});

it('a later receipt or a longer limit is never due earlier', () => {
  fc.assert(
    fc.property(
      instant,
      instant,
      count,
      count,
      fc.option(fc.constant('17:30'), { nil: undefined }),
      (a, b, m, n, cutoff) => {
        const dueAt = (receivedAt: number, workingDays: number): number =>
          calendar.dueDate({ receivedAt, workingDays, region: '5226', cutoff }).dueAt;
        expect(dueAt(Math.min(a, b), m)).toBeLessThanOrEqual(dueAt(Math.max(a, b), m));
        expect(dueAt(a, Math.min(m, n))).toBeLessThanOrEqual(dueAt(a, Math.max(m, n)));
        expect(dueAt(a, 1)).toBeGreaterThan(a);
      },
    ),
  );
});

it('a due date skips exactly the rest days', () => {
  fc.assert(
    fc.property(instant, count, (receivedAt, workingDays) => {
      const { dueDate, skipped } = calendar.dueDate({ receivedAt, workingDays, region: '5226' });
      const from = parseDay(formatDay(Math.floor((receivedAt + 8 * 3_600_000) / 86_400_000)));
      expect(skipped.length + workingDays).toBe(parseDay(dueDate) - from);
    }),
  );
});

it('adding and subtracting office hours are inverse', () => {
  const office = qdn2015.officeHours;
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 400 }), (from, tenths) => {
      const hours = tenths / 10;
      const to = officeHoursAfter(from, hours, office, region);
      expect(officeHoursBetween(from, to, office, region)).toBeCloseTo(hours, 6);
      expect(
        officeHoursBetween(officeHoursBefore(from, hours, office, region), from, office, region),
      ).toBeCloseTo(hours, 6);
    }),
  );
});

it('the thresholds of a ladder are in order for any preset, class and start', () => {
  const policies = ['QDN-2015', 'GZ-2014', 'GB-2014', 'STRICT', 'WUHU-2008'].map(policyOf);
  fc.assert(
    fc.property(fc.constantFrom(...policies), caseClass, instant, (policy, caseClass, startedAt) => {
      const ladder = computeLadder({ policy, calendar, limit: 'handling', caseClass, startedAt })!;
      const { warning, due, yellow, red, urge, accountability } = ladder.thresholds;
      const reached = [startedAt, warning, due, yellow, red, urge, accountability].filter(
        (at) => at !== undefined,
      );
      expect(reached).toEqual(reached.toSorted((a, b) => a - b));
      expect(due).toBe(ladder.dueAt);
      expect(due).toBe(timeoutInstant({ policy, calendar, limit: 'handling', caseClass, from: startedAt }));
    }),
  );
});

const gap = fc.integer({ min: 0, max: 60 * 86_400_000 });
/** A clock in working days or calendar days that has just started. */
const started: fc.Arbitrary<RunningClock> = fc
  .record({
    limit: fc.constantFrom(
      { policy: qdn2015, limit: 'handling' },
      { policy: policyOf('PETITION-2022'), limit: 'petitionClose' },
    ),
    caseClass,
    startedAt: instant,
  })
  .map(({ limit, ...start }) => {
    const clock = { ...limit, ...start, calendar };
    return { ...clock, dueAt: computeLadder(clock)!.dueAt };
  });
/** The same with an extension; one until a day around the due day. */
const extended: fc.Arbitrary<[RunningClock, Extension]> = started.chain((clock) =>
  fc.tuple(
    fc.constant(clock),
    fc.oneof(
      fc.integer({ min: 1, max: 10 }).map((workingDays) => ({ workingDays })),
      fc.integer({ min: 1, max: 60 }).map((calendarDays) => ({ calendarDays })),
      fc.integer({ min: -30, max: 60 }).map((n) => ({ until: formatDay(lastDayOf(clock.dueAt) + n) })),
    ),
  ),
);
const after = (clock: RunningClock, { dueAt, extendedDays }: Ladder): RunningClock => ({
  ...clock,
  dueAt,
  extendedDays,
});

it('a pause never shortens a clock', () => {
  fc.assert(
    fc.property(started, gap, gap, gap, (clock, a, b, c) => {
      const pausedAt = clock.startedAt + a;

      const short = resumeLadder(clock, { pausedAt, resumedAt: pausedAt + b });
      const long = resumeLadder(clock, { pausedAt, resumedAt: pausedAt + b + c });

      expect(short.dueAt).toBeGreaterThanOrEqual(clock.dueAt);
      expect(long.dueAt).toBeGreaterThanOrEqual(short.dueAt);
    }),
  );
});

it('an extension never shortens a clock, and any number of days lengthens it', () => {
  fc.assert(
    fc.property(extended, gap, ([clock, by], a) => {
      const { dueAt, extendedDays } = extendLadder(clock, { at: clock.startedAt + a, by });

      if ('until' in by) expect(dueAt).toBe(Math.max(startOfDay(parseDay(by.until) + 1), clock.dueAt));
      else expect(dueAt).toBeGreaterThan(clock.dueAt);
      expect(extendedDays).toBeGreaterThanOrEqual('until' in by ? 0 : 1);
    }),
  );
});

it('an extension in working days is the same before and after a pause that ends on a working day', () => {
  fc.assert(
    fc.property(started, gap, gap, fc.integer({ min: 1, max: 10 }), (clock, a, b, workingDays) => {
      fc.pre(clock.limit === 'handling');
      const pausedAt = Math.min(clock.startedAt + a, clock.dueAt - 1);
      const resumedAt = pausedAt + b;
      fc.pre(region.isWorkingDay(parseDay(formatInstant(resumedAt).slice(0, 10))));
      const by = { at: pausedAt, by: { workingDays } };

      const first = resumeLadder(after(clock, extendLadder(clock, by)), { pausedAt, resumedAt });
      const last = extendLadder(after(clock, resumeLadder(clock, { pausedAt, resumedAt })), by);

      expect(first).toMatchObject({ dueAt: last.dueAt, extendedDays: last.extendedDays });
    }),
  );
});

it('an extension in calendar days before a pause is no shorter than after it, but for rest days at the end', () => {
  fc.assert(
    fc.property(started, gap, gap, fc.integer({ min: 1, max: 60 }), (clock, a, b, calendarDays) => {
      fc.pre(clock.limit === 'petitionClose');
      const pausedAt = Math.min(clock.startedAt + a, clock.dueAt - 1);
      const pause = { pausedAt, resumedAt: pausedAt + b };
      const by = { at: pausedAt, by: { calendarDays } };
      const plain = resumeLadder(clock, pause);

      const first = resumeLadder(after(clock, extendLadder(clock, by)), pause);
      const last = extendLadder(after(clock, plain), by);

      for (const { dueAt } of [first, last]) {
        const gained = (dueAt - plain.dueAt) / 86_400_000;
        expect(gained).toBeGreaterThanOrEqual(calendarDays - REST_DAYS);
        expect(gained).toBeLessThanOrEqual(calendarDays + 2 * REST_DAYS);
      }
    }),
  );
});

it('an extension until a day ends on that day, decided after a pause or on its last day', () => {
  fc.assert(
    fc.property(started, gap, gap, fc.integer({ min: 1, max: 60 }), (clock, a, b, later) => {
      const pausedAt = Math.min(clock.startedAt + a, clock.dueAt - 1);
      const resumedAt = pausedAt + b;
      const resumed = resumeLadder(clock, { pausedAt, resumedAt });
      const until = formatDay(parseDay(resumed.dueDate) + later);
      const by: ClockChange = { type: 'extended', at: resumedAt, by: { until } };
      const pause: ClockChange = { type: 'paused', at: pausedAt };
      const end: ClockChange = { type: 'resumed', at: resumedAt };

      expect(recomputeLadder(clock, [pause, end, by]).ladder.dueDate).toBe(until);
      expect(recomputeLadder(clock, [pause, by, end]).ladder.dueDate).toBe(until);
    }),
  );
});

it('a recount keeps every extension', () => {
  fc.assert(
    fc.property(extended, extended, gap, ([clock, first], [, second], a) => {
      const at = clock.startedAt + a;
      const once = after(clock, extendLadder(clock, { at, by: first }));
      const twice = extendLadder(once, { at, by: second });

      const { ladder, change } = recomputeLadder(after(clock, twice), [
        { type: 'extended', at, by: first },
        { type: 'extended', at, by: second },
      ]);

      expect(change).toBe('same');
      expect(ladder).toEqual(twice);
    }),
  );
});

/** The longest run of days off in the seeded calendar, with room. */
const REST_DAYS = 12;
