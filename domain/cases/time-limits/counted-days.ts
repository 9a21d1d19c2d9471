import { dayOf, formatDay, lastDayOf, type CivilDay } from '../../time/civil-time.js';
import { receiptDay } from './calendar.js';
import { durationOf, limitOf, type Policy } from './policy.js';
import type { TimeLimitBasis } from './ladder.js';

/** Time in which a clock did not run; `to` is null while it does not. Epoch ms. */
export interface CountedPause {
  readonly from: number;
  readonly to: number | null;
  /** Shown as the note of its days. */
  readonly note: string;
}

/** A clock, as far as the days of its limit depend on it. */
export interface CountedClock {
  readonly limit: string;
  readonly class?: string | null;
  readonly startedAt: number;
  readonly dueAt: number;
}

export interface CountedDays {
  /** `date`: the limit ends on a day of the case. */
  readonly unit: 'workingDays' | 'calendarDays' | 'workingHours' | 'date';
  /** Length under the policy, in the unit and without extensions; null for a day of the case. */
  readonly length: number | null;
  /** Days that the limit counts, `n` from 1; empty for hours and for a day of the case. */
  readonly counted: readonly { readonly date: CivilDay; readonly n: number }[];
  /** Days before the due day that it does not count, and why. */
  readonly skipped: readonly { readonly date: CivilDay; readonly note: string }[];
}

/**
 * The days from which a due day results: the day after receipt is day 1. A pause takes out the days after it began, up to
 * the day it ended.
 *
 * @throws {RangeError} outside the years of the calendar
 */
export function countDays(
  { policy, calendar }: TimeLimitBasis,
  clock: CountedClock,
  pauses: readonly CountedPause[] = [],
): CountedDays {
  const [unit, length] = lengthOf(policy, clock);
  if (unit === 'workingHours' || unit === 'date') return { unit, length, counted: [], skipped: [] };
  const days = calendar.region(policy.region);
  const received = receiptDay(clock.startedAt, days, policy.receiptCutoff);
  const counted: { date: CivilDay; n: number }[] = [];
  const skipped: { date: CivilDay; note: string }[] = [];
  for (let day = dayOf(clock.startedAt) + 1; day <= lastDayOf(clock.dueAt); day += 1) {
    const date = formatDay(day);
    const pause = pauses.find(({ from, to }) => day > dayOf(from) && (to === null || day <= dayOf(to)));
    const rests = unit === 'workingDays' && !days.isWorkingDay(day);
    if (rests) skipped.push({ date, note: days.restNote(day) });
    else if (pause) skipped.push({ date, note: pause.note });
    else if (day <= received) skipped.push({ date, note: RECEIVED });
    else counted.push({ date, n: counted.length + 1 });
  }
  return { unit, length, counted, skipped };
}

/** Note of the day that counts as the day of receipt, where that is a later one. */
const RECEIVED = '收件日';

function lengthOf(
  policy: Policy,
  { limit, class: caseClass }: CountedClock,
): [CountedDays['unit'], number | null] {
  if (limitOf(policy, limit).dated) return ['date', null];
  const duration = durationOf(policy, limit, caseClass ?? undefined);
  if (!duration) return ['date', null];
  if ('workingDays' in duration) return ['workingDays', duration.workingDays];
  return 'calendarDays' in duration
    ? ['calendarDays', duration.calendarDays]
    : ['workingHours', duration.workingHours];
}
