import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import { explain } from '../../../api/explain.js';
import { dayAndTime, dayOf, listDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { listInterviews, type Summary } from './api.js';
import './interview-texts.js';
import { StateName } from './state-name.js';
import styles from './interviews-page.module.css';

/** Live interviews, then those announced and past, the latest first. */
export function InterviewsPage() {
  const [interviews, setInterviews] = useState<readonly Summary[]>([]);
  const [cursor, setCursor] = useState<string | null>();
  const [failure, setFailure] = useState<string>();
  const [isReading, setReading] = useState(true);
  const read = async (from?: string): Promise<void> => {
    setReading(true);
    setFailure(undefined);
    try {
      const { items, nextCursor } = await listInterviews(from);
      setInterviews((before) => (from === undefined ? items : [...before, ...items]));
      setCursor(nextCursor);
    } catch (error) {
      setFailure(explain(error));
    } finally {
      setReading(false);
    }
  };
  useEffect(() => {
    void read();
  }, []);
  const isEmpty = cursor !== undefined && interviews.length === 0;
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={t('interviewPortal.title')} />
      <p className={styles['lead']}>{t('interviewPortal.lead')}</p>
      {isEmpty && <p>{t('interviewPortal.empty')}</p>}
      <ul className={styles['list']}>
        {liveFirst(interviews).map((interview) => (
          <Row key={interview.id} interview={interview} />
        ))}
      </ul>
      <p role="status">{isReading && t('interviewPortal.reading')}</p>
      {failure !== undefined && (
        <div role="alert" className={styles['failure']}>
          <strong>{t('interviewPortal.failedTitle')}</strong>
          <p>{failure}</p>
          <button type="button" className={button('primary')} onClick={() => void read(cursor ?? undefined)}>
            {t('interviewPortal.again')}
          </button>
        </div>
      )}
      {cursor && !isReading && failure === undefined && (
        <button type="button" className={button('plain')} onClick={() => void read(cursor)}>
          {t('interviewPortal.more')}
        </button>
      )}
    </div>
  );
}

/** What is on air now is what one has come for. */
const liveFirst = (interviews: readonly Summary[]): readonly Summary[] => [
  ...interviews.filter(({ state }) => state === 'live'),
  ...interviews.filter(({ state }) => state !== 'live'),
];

function Row({ interview: { id, topic, unit, liveAt, state } }: { interview: Summary }) {
  const { day, time } = dayAndTime(liveAt);
  return (
    <li className={styles['row']}>
      <div>
        <h2>
          <Link to="/interviews/$id" params={{ id }}>
            {topic}
          </Link>
        </h2>
        <p>
          {unit} · {listDay(day, dayOf(Date.now()))} {time}
        </p>
      </div>
      <StateName state={state} />
    </li>
  );
}
