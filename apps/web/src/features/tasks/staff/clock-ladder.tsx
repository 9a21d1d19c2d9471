import type { Clock } from '../../../api/case-queries.js';
import { listEnd } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import styles from './clocks-dialog.module.css';

const LEVELS = ['warning', 'lastWarning', 'due', 'yellow', 'red', 'urge', 'accountability'] as const;
type Level = (typeof LEVELS)[number];

/** What comes before and after the due date, with where it stands now. */
export function ClockLadder({
  clock: { ladder },
  now,
}: {
  readonly clock: Pick<Clock, 'ladder'>;
  readonly now: Date;
}) {
  const steps = ladder.filter(({ level }) => LEVELS.includes(level as Level));
  if (steps.length < 2) return null;
  return (
    <ol className={styles.ladder} aria-label={t('doing.ladder')}>
      {steps.map(({ level, at }) => {
        const isPast = new Date(at) <= now;
        return (
          <li key={level} className={`${styles.step} ${isPast ? styles.past : ''}`}>
            <b>{t(`doing.level_${level as Level}`)}</b>
            <time dateTime={at}>{listEnd(at, now)}</time>
            {isPast && <span className="visually-hidden">{t('doing.passed')}</span>}
          </li>
        );
      })}
    </ol>
  );
}
