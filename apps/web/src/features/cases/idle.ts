import { dayOf, type Instant } from '../../lib/dates.js';
import type { WorkingDays } from '../../lib/working-days.js';

/** Working days that lie between two instants, without the days of the two: on them nothing happened. */
export function idleDays(from: Instant, to: Instant, days: WorkingDays): number {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (last <= first) return 0;
  return days.between(first, last) - (days.isWorkingDay(last) ? 1 : 0);
}
