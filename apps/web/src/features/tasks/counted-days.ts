import type { Clock } from '../../api/case-queries.js';
import { addDays, dayOf, endOf, shortDay, weekdayOf } from '../../lib/dates.js';
import { t } from '../../messages/t.js';
import type { CountedDay } from '../../ui/counted-day.js';

/** More days than these are told in words only. */
const SHOWN = 90;
/** The server's note of a day of receipt that is later than the start. */
const RECEIVED = '收件日';

/** The days of a clock from its start to its due day, as the server has counted them; empty where it counts no days. */
export function daysOf({ startedAt, dueAt, count, pauses }: Clock): CountedDay[] {
  if (!count || dueAt === null || count.counted.length + count.skipped.length === 0) return [];
  const [first, last] = [dayOf(startedAt), endOf(dueAt).day];
  const reasons = new Set(pauses.map(({ reason }) => reason));
  const counted = new Map(count.counted.map(({ date, n }) => [date, n]));
  const skipped = new Map(count.skipped.map(({ date, note }) => [date, note]));
  const days: CountedDay[] = [{ date: first, kind: 'start', note: t('ui.startDay') }];
  for (let date = addDays(first, 1); date <= last && days.length <= SHOWN; date = addDays(date, 1)) {
    const n = counted.get(date);
    const note = skipped.get(date);
    if (n !== undefined) days.push(countedDay(date, n, count.length));
    else if (note !== undefined && reasons.has(note)) days.push({ date, kind: 'paused', note });
    else if (note !== undefined) days.push({ date, kind: 'rest', note: restNote(date, note) });
  }
  return days.length > SHOWN ? [] : days;
}

/** Days beyond the length of the policy are those of an extension. */
function countedDay(date: string, n: number, length: number | null): CountedDay {
  return length !== null && n > length
    ? { date, kind: 'extended', n: n - length }
    : { date, kind: 'counted', n };
}

/** `六`, `日`, `国庆`: what fits into a day. */
function restNote(date: string, note: string): string {
  if (/^周[六日]$/.test(note)) return weekdayOf(date) === 6 ? t('ui.saturday') : t('ui.sunday');
  return [...note].slice(0, 2).join('');
}

const tenths = (length: number): number => Math.round(length * 10) / 10;

/** `10个工作日 + 延期3`: where the number of days comes from. */
export function howOf({ count, extensions }: Clock): string {
  if (!count || count.length === null) return '';
  const unit = { workingDays: 'ui.workingDays', calendarDays: 'ui.days', workingHours: 'ui.hours' } as const;
  if (count.unit === 'date') return '';
  const isUnderAnHour = count.unit === 'workingHours' && count.length < 1;
  const parts = [isUnderAnHour ? t('ui.underAnHour') : t(unit[count.unit], { n: tenths(count.length) })];
  for (const { by } of extensions as readonly {
    by: { workingDays?: number; calendarDays?: number; until?: string };
  }[])
    parts.push(
      by.until === undefined
        ? t('ui.extendedBy', { n: by.workingDays ?? by.calendarDays ?? 0 })
        : t('ui.extendedUntil', { day: by.until }),
    );
  return parts.join(' + ');
}

/** `以12月1日为收件日`, where the count begins later because it was received after hours; undefined elsewhere. */
export function receivedLater({ count, startedAt }: Clock): string | undefined {
  const day = count?.skipped.findLast(({ note }) => note === RECEIVED)?.date;
  return day === undefined ? undefined : t('ui.receivedOn', { day: shortDay(day, dayOf(startedAt)) });
}

/** `政策QDN-2015第2版，日历第1版`: what the count rests on. */
export function basisOf({ policy, calendarVersion }: Clock): string {
  const [name = policy, version = ''] = policy.split('/');
  return t('ui.basis', { policy: name, version, calendar: calendarVersion });
}
