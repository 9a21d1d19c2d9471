import type { Clock } from '../../../api/case-queries.js';
import { dayOf, shortDay, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { CountedDay } from '../../../ui/counted-day.js';
import { DueDateExplained } from '../../../ui/due-date-explained.js';

/** How the due date of a clock results: its days, extensions, pauses, policy. Undefined due dates explain nothing. */
export function ClockExplained({ clock, now }: { readonly clock: Clock; readonly now: Instant }) {
  if (clock.dueAt === null) return <p>{t('cases.noDueDate')}</p>;
  const today = dayOf(now);
  return (
    <DueDateExplained dueAt={clock.dueAt} now={now} how={howOf(clock)} days={countedDays(clock)}>
      {clock.pauses.map(({ from, to, reason }) => (
        <span key={from}>
          {t('cases.clockPause', {
            reason,
            from: shortDay(dayOf(from), today),
            to: to === null ? t('cases.untilNow') : shortDay(dayOf(to), today),
          })}{' '}
        </span>
      ))}
      {t('cases.clockBasis', { policy: clock.policy, calendar: clock.calendarVersion })}
      {clock.provisional && ` ${t('cases.clockProvisional')}`}
    </DueDateExplained>
  );
}

/** `办理 5个工作日 + 延长3个工作日` */
function howOf({ title, count, extensions }: Clock): string {
  const length = count?.length == null ? '' : ` ${lengthText(count.unit, count.length)}`;
  const longer = extensions.map(({ by }) => {
    const { workingDays, calendarDays, until } = by as Partial<Record<string, number | string>>;
    if (until !== undefined) return t('cases.extendedUntil', { day: until });
    return workingDays === undefined
      ? t('cases.extendedCalendarDays', { n: calendarDays ?? 0 })
      : t('cases.extendedWorkingDays', { n: workingDays });
  });
  return [`${title}${length}`, ...longer].join(' + ');
}

const lengthText = (unit: NonNullable<Clock['count']>['unit'], n: number): string => {
  if (unit === 'workingHours') return t('cases.workingHours', { n });
  return unit === 'calendarDays' ? t('cases.calendarDays', { n }) : t('cases.workingDays', { n });
};

/** The days from the start to the due day, as the server has counted them. */
export function countedDays({ startedAt, count }: Clock): CountedDay[] {
  if (count === null || count.counted.length === 0) return [];
  const length = count.length ?? Infinity;
  const days: CountedDay[] = [
    { date: dayOf(startedAt), kind: 'start', note: t('cases.clockStart') },
    ...count.counted.map(({ date, n }): CountedDay =>
      n > length ? { date, kind: 'extended', n: n - length } : { date, kind: 'counted', n },
    ),
    ...count.skipped.map(({ date, note }): CountedDay => ({ date, kind: 'rest', note: note.slice(0, 2) })),
  ];
  return days.sort((a, b) => a.date.localeCompare(b.date));
}
