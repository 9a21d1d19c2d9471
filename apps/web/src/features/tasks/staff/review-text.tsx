import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listInstant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import type { TaskDetail } from '../api.js';
import { reviewOf, type Review } from '../review-texts.js';
import { ContentFiles } from './content-files.js';
import styles from './review-text.module.css';

/** The text that the task approves, set as its reader will get it; what it changes in the version before on request. */
export function ReviewText({ task, now }: { readonly task: TaskDetail; readonly now: Date }) {
  const review = task.state === 'open' ? reviewOf(task.fourEyes, task.context.contents) : undefined;
  const [isCompared, setCompared] = useState(false);
  const { report } = task.context;
  if (report !== null)
    return (
      <section className={styles.draft} aria-label={t('doing.draft')}>
        <header className={styles.head}>
          <h3>{t('doing.draft')}</h3>
        </header>
        <Lines text={report} />
      </section>
    );
  if (!review) return null;
  const { of, text } = review.draft;
  return (
    <section className={styles.draft} aria-label={t('doing.draft')}>
      <header className={styles.head}>
        <h3>{t('doing.draft')}</h3>
        <span className={styles.who}>
          {t('doing.draftBy', { who: of.actor ?? t('doing.citizen'), at: listInstant(of.at, now) })}
        </span>
        {review.before && (
          <Button kind="ghost" size="small" onPress={() => setCompared(!isCompared)}>
            {t(isCompared ? 'doing.plain' : 'doing.compare')}
          </Button>
        )}
      </header>
      {isCompared && review.before ? <Compared review={review} /> : <Lines text={text} />}
      <ContentFiles content={of.content} />
    </section>
  );
}

const Lines = ({ text }: { readonly text: string }) => (
  <div className={styles.text}>
    {text.split('\n').map((line, index) => (
      <p key={index}>{line}</p>
    ))}
  </div>
);

/** Differences by line-through and underline, not by colour alone. */
function Compared({ review }: { readonly review: Review }) {
  const [before, after] = [review.before!.text, review.draft.text];
  const { data: parts } = useQuery({
    queryKey: ['diff', before, after],
    staleTime: Infinity,
    // Loaded with the first comparison.
    queryFn: async () => (await import('./text-diff.js')).diffOf(before, after),
  });
  if (!parts) return <p role="status">{t('common.loading')}</p>;
  if (parts.every(({ kind }) => kind === 'same')) return <p className={styles.who}>{t('doing.unchanged')}</p>;
  return (
    <p className={`${styles.text} ${styles.compared}`}>
      {parts.map(({ text, kind }, index) =>
        kind === 'same' ? (
          <span key={index}>{text}</span>
        ) : kind === 'added' ? (
          <ins key={index}>
            <span className="visually-hidden">{t('doing.added')}</span>
            {text}
          </ins>
        ) : (
          <del key={index}>
            <span className="visually-hidden">{t('doing.removed')}</span>
            {text}
          </del>
        ),
      )}
    </p>
  );
}
