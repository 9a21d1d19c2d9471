import { useEffect, useState } from 'react';
import { FileText } from 'lucide-react';
import { explain } from '../../../api/explain.js';
import { timeOf } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { fileSize } from '../../../ui/file-size.js';
import { Paragraphs } from '../../../ui/native/paragraphs.js';
import { documentAddress, readReview, type Review } from './api.js';
import { Guests } from './guests.js';
import { WordRow } from './live-words.js';
import { VideoFrame } from './video-frame.js';
import page from './interview-page.module.css';
import styles from './review-part.module.css';

/** The interview afterwards: points, answers by question, files, and everything that was said. */
export function ReviewPart({ id }: { id: string }) {
  const [review, setReview] = useState<Review>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    readReview(id).then(setReview, (error: unknown) => setFailure(explain(error)));
  }, [id]);
  if (failure !== undefined) return <p role="alert">{failure}</p>;
  if (!review) return <p role="status">{t('interviewPortal.reading')}</p>;
  const { startedAt, endedAt, points, questions, utterances, documents, guests, video } = review;
  return (
    <div className={page['columns']}>
      <div className={page['main']}>
        {video && <VideoFrame video={video} />}
        {points.length > 0 && (
          <section aria-labelledby="points">
            <h2 id="points">{t('interviewPortal.points')}</h2>
            <ul className={styles['points']}>
              {points.map((point) => (
                <li key={point}>{point}</li>
              ))}
            </ul>
          </section>
        )}
        {questions.length > 0 && (
          <section aria-labelledby="by-question">
            <h2 id="by-question">{t('interviewPortal.byQuestion')}</h2>
            {questions.map((question) => (
              <Answered key={question.id} question={question} utterances={utterances} />
            ))}
          </section>
        )}
        <section aria-labelledby="full">
          <h2 id="full">{t('interviewPortal.full')}</h2>
          <p className={page['small']}>
            {t('interviewPortal.wasLive', { from: timeOf(startedAt), until: timeOf(endedAt) })}
          </p>
          <ol>
            {utterances.map((word) => (
              <WordRow
                key={word.number}
                id={id}
                word={{
                  ...word,
                  asked: questions.find(({ id: question }) => question === word.question) ?? null,
                }}
              />
            ))}
          </ol>
        </section>
      </div>
      <aside className={page['aside']}>
        {documents.length > 0 && (
          <section aria-labelledby="files">
            <h2 id="files">{t('interviewPortal.files')}</h2>
            <ul>
              {documents.map(({ id: document, title, format, size }) => (
                <li key={document} className={styles['file']}>
                  <FileText aria-hidden />
                  <a href={documentAddress(id, document)} download>
                    {title}.{format}
                  </a>
                  <span className={page['small']}>{fileSize(size)}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Guests guests={guests} />
      </aside>
    </div>
  );
}

function Answered({
  question: { id, text, nickname, answeredIn, answer },
  utterances,
}: {
  question: Review['questions'][number];
  utterances: Review['utterances'];
}) {
  const said = utterances.find(({ number }) => number === answeredIn);
  return (
    <article id={id} className={styles['question']}>
      <h3>
        <span>{t('interviewPortal.askedBy', { name: nickname })}</span>
        {text}
      </h3>
      {said && (
        <>
          <p className={page['small']}>
            {t('interviewPortal.answeredLive')} · <a href={`#word-${said.number}`}>{said.speaker}</a>
          </p>
          <Paragraphs text={said.text} />
        </>
      )}
      {answer && (
        <>
          <p className={page['small']}>{t('interviewPortal.answeredLater')}</p>
          <Paragraphs text={answer} />
        </>
      )}
      {!said && !answer && <p className={page['small']}>{t('interviewPortal.notAnswered')}</p>}
    </article>
  );
}
