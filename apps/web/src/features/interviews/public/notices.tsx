import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Paragraphs } from '../../../ui/native/paragraphs.js';
import type { Preview } from './api.js';
import styles from './interview-page.module.css';

/** Postponements and cancellations, the latest first. */
export function Notices({ notices }: { notices: Preview['notices'] }) {
  return notices.map(({ kind, text, liveAt, publishedAt }) => (
    <section key={publishedAt} className={styles['notice']}>
      <h2>{t(`interviewPortal.notice_${kind}`)}</h2>
      <Paragraphs text={text} />
      {liveAt && <p>{t('interviewPortal.newTime', { at: listInstant(liveAt, Date.now()) })}</p>}
      <p className={styles['small']}>
        {t('interviewPortal.noticeAt', { at: listInstant(publishedAt, Date.now()) })}
      </p>
    </section>
  ));
}
