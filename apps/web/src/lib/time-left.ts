import { t } from '../messages/t.js';
import { addDays, dayOf, endOf, shortDay, weekdayName, type Instant } from './dates.js';
import type { WorkingDays } from './working-days.js';

export interface TimeLimit {
  /** Instant at which it is due; undefined: there is no limit. */
  readonly dueAt?: Instant | undefined;
  /** From this instant on it is shown as urgent, before the last day too. */
  readonly warnAt?: Instant | undefined;
  readonly state?: 'running' | 'paused' | undefined;
  /** By how much it is overdue, as the server counts it. */
  readonly overdue?: { readonly workingHours: number } | null | undefined;
  /** Why it is paused. */
  readonly reason?: string | undefined;
  /** When it was done; undefined: it is open. */
  readonly doneAt?: Instant | undefined;
  /** Working days used, of what is done. */
  readonly used?: number | undefined;
  /** Due in a year whose holidays are not published yet. */
  readonly provisional?: boolean | undefined;
}

export type TimeTone = 'ok' | 'soon' | 'late' | 'paused' | 'done' | 'none';

export interface TimeLeftText {
  readonly tone: TimeTone;
  readonly text: string;
  readonly provisional: boolean;
}

/** The time that is left in the words that people use. Nearly due and overdue differ by tone, so by icon and weight. */
export function timeLeft(limit: TimeLimit, now: Instant, days: WorkingDays): TimeLeftText {
  const { dueAt, state, reason, doneAt, provisional = false } = limit;
  if (doneAt !== undefined) return { ...done(limit, doneAt, days), provisional: false };
  if (state === 'paused')
    return {
      tone: 'paused',
      text: reason ? t('dates.pausedFor', { reason }) : t('dates.paused'),
      provisional: false,
    };
  if (dueAt === undefined) return { tone: 'none', text: t('dates.noLimit'), provisional: false };
  const [due, today] = [endOf(dueAt), dayOf(now)];
  if (instant(now) > instant(dueAt)) {
    const n = days.between(due.day, today);
    return { tone: 'late', text: n > 0 ? t('dates.late', { n }) : lateToday(limit), provisional };
  }
  if (due.day === today) return { tone: 'soon', text: t('dates.today', { time: due.time }), provisional };
  const tone = limit.warnAt !== undefined && instant(now) >= instant(limit.warnAt) ? 'soon' : 'ok';
  const n = days.between(today, due.day);
  // Only rest days lie between: no number of working days would be true.
  if (n === 0) {
    const isTomorrow = due.day === addDays(today, 1);
    const text = isTomorrow
      ? t('dates.tomorrow', { time: due.time })
      : t('dates.before', { day: shortDay(due.day, today), time: due.time });
    return { tone, text, provisional };
  }
  return { tone, text: t('dates.left', { n, day: nearDay(due.day, today) }), provisional };
}

/** Less than a working day, in office hours if the server has counted them. */
function lateToday({ overdue }: TimeLimit): string {
  if (!overdue) return t('dates.lateToday');
  const { workingHours: n } = overdue;
  return n > 0 ? t('dates.lateHours', { n }) : t('dates.lateUnderAnHour');
}

function done(
  { dueAt, used }: TimeLimit,
  doneAt: Instant,
  days: WorkingDays,
): Omit<TimeLeftText, 'provisional'> {
  if (dueAt !== undefined && instant(doneAt) > instant(dueAt)) {
    const n = days.between(endOf(dueAt).day, dayOf(doneAt));
    return { tone: 'late', text: n > 0 ? t('dates.doneLate', { n }) : t('dates.doneLateToday') };
  }
  return {
    tone: 'done',
    text: used === undefined ? t('dates.doneInTime') : t('dates.doneInTimeUsed', { n: used }),
  };
}

/** The weekday within the next six days, else the date. */
const nearDay = (day: string, today: string): string =>
  day <= addDays(today, 6) ? weekdayName(day) : shortDay(day, today);

const instant = (at: Instant): number => new Date(at).getTime();
