import { dayAndTime, dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { LetterStatus } from './letter-types.js';
import styles from './timeline.module.css';

/** What has happened, newest first, in the words of the offices. */
export function Timeline({ timeline }: Pick<LetterStatus, 'timeline'>) {
  const today = dayOf(Date.now());
  return (
    <section>
      <h2 className={styles['title']}>{t('tracking.timelineTitle')}</h2>
      {timeline.length === 0 && <p>{t('tracking.noTimeline')}</p>}
      <ol className={styles['list']}>
        {[...timeline].reverse().map(({ at, text }, index) => (
          <li key={`${at} ${index}`}>
            <span className={styles['mark']} aria-hidden />
            <div>
              {text}
              <small>
                <time dateTime={at}>{instantText(at, today)}</time>
              </small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function instantText(at: string, today: string): string {
  const { day, time } = dayAndTime(at);
  return `${shortDay(day, today)} ${time}`;
}
