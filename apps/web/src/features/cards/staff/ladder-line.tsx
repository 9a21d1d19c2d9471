import { listEnd } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { LadderPlace } from '../ladder.js';
import styles from './ladder-line.module.css';

/** From the warning to the gravest card, with where this card stands. */
export function LadderLine({ places, now }: { readonly places: readonly LadderPlace[]; readonly now: Date }) {
  return (
    <ol className={styles.line} aria-label={t('cards.ladder')}>
      {places.map(({ level, at, isPast, isHere }) => (
        <li
          key={level}
          className={`${styles.place} ${styles[level] ?? ''} ${isPast ? styles.past : ''} ${isHere ? styles.here : ''}`}
          aria-current={isHere ? 'step' : undefined}
        >
          <span className={styles.dot} aria-hidden />
          <b>{t(`cards.${level}`)}</b>
          <time dateTime={at}>{listEnd(at, now)}</time>
          <small>{isHere ? t('cards.here') : t(isPast ? 'cards.passed' : 'cards.ahead')}</small>
        </li>
      ))}
    </ol>
  );
}
