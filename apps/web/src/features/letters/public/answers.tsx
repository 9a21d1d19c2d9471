import { dayOf, documentDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { Credentials, LetterStatus } from './letter-types.js';
import { Files } from './files.js';
import { Paragraphs } from '../../../ui/native/paragraphs.js';
import styles from './answers.module.css';

/** The answers, the latest first and set like a letter. */
export function Answers({ status, letter }: { status: LetterStatus; letter: Credentials }) {
  const [latest, ...earlier] = [...status.replies].reverse();
  if (!latest) return null;
  return (
    <>
      <Answer title={t('tracking.answer')} reply={latest} unit={status.unit} letter={letter} />
      {earlier.length > 0 && (
        <details className={styles['earlier']}>
          <summary>{t('tracking.answerEarlier')}</summary>
          {earlier.map((reply) => (
            <Answer
              key={reply.at}
              title={t('tracking.answerEarlier')}
              reply={reply}
              unit={null}
              letter={letter}
            />
          ))}
        </details>
      )}
    </>
  );
}

function Answer({
  title,
  reply,
  unit,
  letter,
}: {
  title: string;
  reply: LetterStatus['replies'][number];
  unit: string | null;
  letter: Credentials;
}) {
  return (
    <section className={styles['answer']}>
      <header>
        <h2>{title}</h2>
        <span>{[unit, documentDay(dayOf(reply.at))].filter(Boolean).join(' · ')}</span>
      </header>
      <div className={styles['text']}>
        <Paragraphs text={reply.reply ?? t('tracking.erased')} />
      </div>
      <Files files={reply.attachments} letter={letter} />
    </section>
  );
}
