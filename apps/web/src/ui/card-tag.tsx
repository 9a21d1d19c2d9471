import { t } from '../messages/t.js';
import styles from './card-tag.module.css';

interface Props {
  readonly level: 'warning' | 'yellow' | 'red';
  /** Of cards, not of warnings. */
  readonly state?: 'valid' | 'pending' | 'contested' | 'revoked';
}

/** A card: a solid tag with a card's shape and its name, so that nobody takes it for lateness. */
export function CardTag({ level, state = 'valid' }: Props) {
  return (
    <span className={`${styles.card} ${styles[level]} ${styles[state] ?? ''}`}>
      {level !== 'warning' && <span className={styles.glyph} aria-hidden />}
      <span className={styles.name}>{t(`ui.card_${level}`)}</span>
      {state !== 'valid' && <span>{t(`ui.cardState_${state}`)}</span>}
    </span>
  );
}
