import type { TimeLimitService } from '../../cases/time-limits/time-limit-service.js';
import { monthOf, startOfMonth } from '../../time/months.js';
import { FIGURE_MONTHS } from './figures.js';
import { workingDayRows, type WorkingDayRows } from './working-day-rows.js';

/** Letters that began longer before the first month are counted as if they had begun then. */
const LONGEST_DAYS = 400;
const DAY_MS = 86_400_000;

/** The working days that letters may have taken whose figures are read at an instant. */
export async function tallyDays(timeLimits: TimeLimitService, at: Date): Promise<WorkingDayRows> {
  await timeLimits.ready();
  const first = startOfMonth(monthOf(at.getTime()) - FIGURE_MONTHS).getTime() - LONGEST_DAYS * DAY_MS;
  const region = timeLimits.regionAt(at.getTime());
  return workingDayRows(timeLimits.calendar(), region, new Date(first), at);
}
