import { addDays, weekdayOf } from '../../lib/dates.js';
import type { LettersSearch } from './letters-search.js';

export const DUE_PERIODS = ['today', 'week', 'nextWeek'] as const;
export const RECEIVED_PERIODS = ['today', 'last7', 'last30', 'month', 'lastMonth'] as const;
export type DuePeriod = (typeof DUE_PERIODS)[number];
export type ReceivedPeriod = (typeof RECEIVED_PERIODS)[number];

/**
 * Conditions of a period, as days of Beijing. A due time at midnight ends the day before, so periods of due times end a second
 * later than the day.
 *
 * @param today YYYY-MM-DD
 */
export function duePeriod(period: DuePeriod, today: string): Pick<LettersSearch, 'dueAfter' | 'dueBefore'> {
  const sunday = addDays(today, (7 - weekdayOf(today)) % 7);
  if (period === 'today') return { dueAfter: today, dueBefore: endOfDay(today) };
  if (period === 'week') return { dueAfter: today, dueBefore: endOfDay(sunday) };
  return { dueAfter: justAfter(sunday), dueBefore: endOfDay(addDays(sunday, 7)) };
}

export function receivedPeriod(
  period: ReceivedPeriod,
  today: string,
): Pick<LettersSearch, 'receivedAfter' | 'receivedBefore'> {
  const first = `${today.slice(0, 8)}01`;
  if (period === 'today') return { receivedAfter: today };
  if (period === 'last7') return { receivedAfter: addDays(today, -6) };
  if (period === 'last30') return { receivedAfter: addDays(today, -29) };
  if (period === 'month') return { receivedAfter: first };
  return { receivedAfter: `${addDays(first, -1).slice(0, 8)}01`, receivedBefore: first };
}

/** The first instant that is no longer due on a day. */
const endOfDay = (day: string): string => `${addDays(day, 1)}T00:00:01+08:00`;
const justAfter = endOfDay;
