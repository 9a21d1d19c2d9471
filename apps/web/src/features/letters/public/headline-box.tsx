import { CircleAlert, CircleCheck, Clock, Hand } from 'lucide-react';
import type { Headline } from './headline.js';
import styles from './headline-box.module.css';

const ICONS = { calm: Clock, yours: Hand, late: CircleAlert, good: CircleCheck } as const;

/** What is, and who must act: the first thing on the page of a letter. */
export function HeadlineBox({ title, text, tone }: Headline) {
  const Icon = ICONS[tone];
  return (
    <section className={`${styles['box']} ${styles[tone]}`}>
      <Icon aria-hidden />
      <div>
        <p className={styles['title']}>{title}</p>
        {text && <p>{text}</p>}
      </div>
    </section>
  );
}
