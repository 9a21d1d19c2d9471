import { dayOf, startOfDay } from '../../time/civil-time.js';
import type { RegionCalendar } from '../time-limits/region-calendar.js';

const DAY_MS = 86_400_000;
const TENTHS = 10;

/**
 * Working time between two instants in tenths of a working day, counted as limits are: the day of the beginning does not
 * count, a working day lasts from 0:00 to 24:00. Work that is done on its first day takes 0; a limit of 3 working days, used
 * up to its last instant, takes 30.
 *
 * @param from epoch ms
 * @param to epoch ms
 */
export function workingTenths(days: RegionCalendar, from: number, to: number): number {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (last <= first) return 0;
  const whole = days.workingDaysBetween(first, last - 1);
  const part = days.isWorkingDay(last) ? (to - startOfDay(last)) / DAY_MS : 0;
  return Math.round((whole + part) * TENTHS);
}
