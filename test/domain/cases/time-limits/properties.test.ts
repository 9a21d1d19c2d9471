import fc from 'fast-check';
import { formatDay, parseDay, startOfDay } from '../../../../domain/time/civil-time.js';
import {
  computeLadder,
  courseInstant,
  extendLadder,
  resumeLadder,
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
const letterClass = fc.constantFrom('CONSULT', 'SUGGEST', 'HELP', 'COMPLAINT', 'COMPLEX', 'URGENT');

it('adds working days exactly as counting day by day does', () => {
  fc.assert(
    fc.property(day, count, (from, n) => {
      let counted = from;
      for (let left = n; left > 0;) if (region.isWorkingDay((counted += 1))) left -= 1;
      return region.addWorkingDays(from, n) === counted;
    }),
  );
});

it('adds and counts as inverses', () => {
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

it('is never due earlier for what came later or has more days', () => {
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

it('skips exactly the days that are not worked', () => {
  fc.assert(
    fc.property(instant, count, (receivedAt, workingDays) => {
      const { dueDate, skipped } = calendar.dueDate({ receivedAt, workingDays, region: '5226' });
      const from = parseDay(formatDay(Math.floor((receivedAt + 8 * 3_600_000) / 86_400_000)));
      expect(skipped.length + workingDays).toBe(parseDay(dueDate) - from);
    }),
  );
});

it('goes forth and back in office hours', () => {
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

it('climbs the ladder rung by rung, whatever the preset, class and start', () => {
  const policies = ['QDN-2015', 'GZ-2014', 'GB-2014', 'STRICT', 'WUHU-2008'].map(policyOf);
  fc.assert(
    fc.property(fc.constantFrom(...policies), letterClass, instant, (policy, letterClass, startedAt) => {
      const ladder = computeLadder({ policy, calendar, limit: 'handling', letterClass, startedAt })!;
      const { warning, due, yellow, red, urge, accountability } = ladder.rungs;
      const reached = [startedAt, warning, due, yellow, red, urge, accountability].filter(
        (at) => at !== undefined,
      );
      expect(reached).toEqual(reached.toSorted((a, b) => a - b));
      expect(due).toBe(ladder.dueAt);
      expect(due).toBe(courseInstant({ policy, calendar, limit: 'handling', letterClass, from: startedAt }));
    }),
  );
});

it('never shortens a clock by a pause or an extension', () => {
  const gap = fc.integer({ min: 0, max: 60 * 86_400_000 });
  fc.assert(
    fc.property(
      letterClass,
      instant,
      gap,
      gap,
      gap,
      fc.integer({ min: 1, max: 10 }),
      (letterClass, startedAt, a, b, c, workingDays) => {
        const start = { policy: qdn2015, calendar, limit: 'handling', letterClass, startedAt };
        const { dueAt } = computeLadder(start)!;
        const clock = { ...start, dueAt };
        const pausedAt = startedAt + a;

        const short = resumeLadder(clock, { pausedAt, resumedAt: pausedAt + b });
        const long = resumeLadder(clock, { pausedAt, resumedAt: pausedAt + b + c });
        const extended = extendLadder(clock, { at: pausedAt, by: { workingDays } });

        expect(short.dueAt).toBeGreaterThanOrEqual(dueAt);
        expect(long.dueAt).toBeGreaterThanOrEqual(short.dueAt);
        expect(extended.dueAt).toBeGreaterThan(dueAt);
      },
    ),
  );
});
