import { listDay, dayOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { LetterStatus } from './letter-types.js';
import { Paragraphs } from '../../../ui/native/paragraphs.js';
import styles from './notices.module.css';

/** What the offices have written to the writer, apart from answers; newest first. */
export function Notices({ notices }: Pick<LetterStatus, 'notices'>) {
  return [...notices]
    .reverse()
    .map(({ at, kind, text }) => (
      <Notice key={`${at} ${kind}`} title={t(`tracking.notice${kind}`)} at={at} text={text} />
    ));
}

/** What the writer has asked about the answer. */
export function FollowUpQuestion({ followUp }: Pick<LetterStatus, 'followUp'>) {
  return followUp && <Notice title={t('tracking.yourFollowUp')} {...followUp} />;
}

function Notice({ title, at, text }: { title: string; at: string; text: string | null }) {
  return (
    <section className={styles['notice']}>
      <header>
        <h2>{title}</h2>
        <span>{listDay(dayOf(at), dayOf(Date.now()))}</span>
      </header>
      <Paragraphs text={text ?? t('tracking.erased')} />
    </section>
  );
}
