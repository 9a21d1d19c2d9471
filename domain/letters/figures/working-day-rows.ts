import type { WorkingCalendar } from '../../cases/time-limits/calendar.js';
import { dayOf, formatDay } from '../../time/civil-time.js';

/** Days in order, for SQL that counts working days. */
export interface WorkingDayRows {
  /** `YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** Working days before each of them, counted from the first one. */
  readonly before: readonly number[];
  /** 1: it is worked; 0: it is not. */
  readonly works: readonly (0 | 1)[];
}

/** The days between two instants, both included, in a region. */
export function workingDayRows(
  calendar: WorkingCalendar,
  region: string,
  from: Date,
  to: Date,
): WorkingDayRows {
  const rows = { days: [] as string[], before: [] as number[], works: [] as (0 | 1)[] };
  const regional = calendar.region(region);
  let before = 0;
  for (let day = dayOf(from.getTime()); day <= dayOf(to.getTime()); day += 1) {
    const works = regional.isWorkingDay(day) ? 1 : 0;
    rows.days.push(formatDay(day));
    rows.before.push(before);
    rows.works.push(works);
    before += works;
  }
  return rows;
}
