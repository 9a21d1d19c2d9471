import { t } from '../../../messages/t.js';
import type { Preview } from './api.js';
import styles from './interview-page.module.css';

/** Who answers. */
export function Guests({ guests }: { guests: Preview['guests'] }) {
  return (
    <section aria-labelledby="guests" className={styles['part']}>
      <h2 id="guests">{t('interviewPortal.guests')}</h2>
      <ul className={styles['guests']}>
        {guests.map(({ name, title, intro }) => (
          <li key={name}>
            <b>{name}</b> {title}
            <p className={styles['small']}>{intro}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
