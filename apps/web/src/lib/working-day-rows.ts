import { addDays, weekdayOf } from './dates.js';
import type { SpecialDay } from './working-days.js';

/**
 * The days of a period that differ from their weekday.
 *
 * @param skipped every day of the period that is not worked, with why, as the server counts
 * @param after YYYY-MM-DD; the period begins on the next day. @param to its last day
 */
export function specialDays(
  skipped: readonly { readonly date: string; readonly note: string }[],
  after: string,
  to: string,
): SpecialDay[] {
  const notes = new Map(skipped.map(({ date, note }) => [date, note]));
  const found: SpecialDay[] = [];
  for (let date = addDays(after, 1); date <= to; date = addDays(date, 1)) {
    const isWeekend = weekdayOf(date) % 6 === 0;
    const note = notes.get(date);
    if (note !== undefined && !isWeekend) found.push({ date, kind: 'holiday', note });
    if (note === undefined && isWeekend) found.push({ date, kind: 'workday', note: '' });
  }
  return found;
}
