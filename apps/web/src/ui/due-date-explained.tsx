import type { ReactNode } from 'react';
import { dueText, shortDay, type Instant } from '../lib/dates.js';
import { t } from '../messages/t.js';
import type { CountedDay } from './counted-day.js';
import styles from './due-date-explained.module.css';

interface Props {
  readonly dueAt: Instant;
  readonly now: Instant;
  /** 投诉10 + 延期3 */
  readonly how: string;
  readonly days: readonly CountedDay[];
  /** Rule, policy, version of the calendar. */
  readonly children?: ReactNode;
}

/** How a due date was counted, day by day. The server counts; this shows. */
export function DueDateExplained({ dueAt, now, how, days, children }: Props) {
  const lastDay = days.at(-1)?.date ?? '';
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <strong>{t('ui.due', { day: dueText(dueAt, now) })}</strong>
        <span className={styles.how}>{how}</span>
      </div>
      {/* A clock of hours, or one that ends on a day of the case, counts none. */}
      <ol className={styles.days} hidden={days.length === 0}>
        {days.map((day, index) => (
          <li
            key={day.date}
            className={[
              styles.day,
              (day.kind === 'counted' || day.kind === 'extended') && styles.counted,
              day.kind === 'paused' && styles.paused,
              index === days.length - 1 && styles.last,
            ]
              .filter(Boolean)
              .join(' ')}
          >
            <span className="visually-hidden">{spoken(day, lastDay)}</span>
            <span aria-hidden>{dateIn(day.date, index === 0)}</span>
            <span aria-hidden>{shown(day)}</span>
          </li>
        ))}
      </ol>
      {children && <p className={styles.note}>{children}</p>}
    </div>
  );
}

/** The month is told where it begins. */
const dateIn = (date: string, isFirst: boolean): string => {
  const [, month, day] = date.split('-').map(Number);
  return isFirst || day === 1 ? `${month}/${day}` : String(day);
};

const shown = ({ kind, n = 0, note = '' }: CountedDay): ReactNode =>
  kind === 'counted'
    ? n
    : kind === 'extended'
      ? t('ui.extended', { n })
      : kind === 'paused'
        ? t('ui.stopped')
        : note;

/** @param sameYear a day of the year that needs not be said */
function spoken({ date, kind, n = 0, note = '' }: CountedDay, sameYear: string): string {
  const day = shortDay(date, sameYear);
  if (kind === 'start') return t('ui.dayStart', { day, why: note });
  if (kind === 'rest' || kind === 'paused') return t('ui.dayRest', { day, why: note });
  return kind === 'counted' ? t('ui.dayCounted', { day, n }) : t('ui.dayExtended', { day, n });
}
