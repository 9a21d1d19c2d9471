import { listDay, dayOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { LetterStatus } from './letter-types.js';
import { Paragraphs } from './paragraphs.js';
import styles from './notices.module.css';

/** What the offices have written to the writer, apart from answers; newest first. */
export function Notices({ notices }: Pick<LetterStatus, 'notices'>) {
  const today = dayOf(Date.now());
  return [...notices].reverse().map(({ at, kind, text }) => (
    <section key={`${at} ${kind}`} className={styles['notice']}>
      <header>
        <h2>{t(`tracking.notice${kind}`)}</h2>
        <span>{listDay(dayOf(at), today)}</span>
      </header>
      <Paragraphs text={text ?? t('tracking.erased')} />
    </section>
  ));
}
