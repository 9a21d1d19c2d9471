import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { explain } from '../../../api/explain.js';
import { dayOf } from '../../../lib/dates.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { NotRead } from '../../../ui/native/not-read.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import './survey-texts.js';
import { listSurveys, type SurveyItem, type SurveyPage } from './surveys-api.js';
import { kindText, periodText } from './survey-words.js';
import styles from './surveys-page.module.css';

const GROUPS = [
  { title: 'surveys.groupOpen', states: ['open', 'paused'] },
  { title: 'surveys.groupUpcoming', states: ['upcoming'] },
  { title: 'surveys.groupClosed', states: ['closed'] },
] as const;
const first = (): Promise<SurveyPage> => listSurveys();

/** Surveys: those that can be answered first, then what came of the others. */
export function SurveysPage() {
  const { reading: state, again: read } = useRead(first);
  if (state.is !== 'read')
    return (
      <NotRead title={t('surveys.title')} state={state} onRetry={read} missing={<p>{t('surveys.none')}</p>} />
    );
  return <Surveys page={state.value} />;
}

function Surveys({ page }: { page: SurveyPage }) {
  const [items, setItems] = useState<readonly SurveyItem[]>(page.items);
  const [cursor, setCursor] = useState(page.nextCursor);
  const [failure, setFailure] = useState<string>();
  const [now] = useState(() => new Date());
  const year = dayOf(now).slice(0, 4);
  const more = async (): Promise<void> => {
    setFailure(undefined);
    try {
      const next = await listSurveys(cursor!);
      setItems((before) => [...before, ...next.items]);
      setCursor(next.nextCursor);
    } catch (error) {
      setFailure(explain(error));
    }
  };
  return (
    <div className={`wrap ${styles['page']}`}>
      <PageHeading title={t('surveys.title')} />
      <p className={styles['lead']}>{t('surveys.lead')}</p>
      <p className={styles['plan']}>
        <Link to="/arrangements/$year" params={{ year }}>
          {t('surveys.plan', { year })}
        </Link>
      </p>
      {items.length === 0 && <p className={styles['none']}>{t('surveys.none')}</p>}
      {GROUPS.map(({ title, states }) => {
        const shown = items.filter(({ state }) => (states as readonly string[]).includes(state));
        if (shown.length === 0) return null;
        return (
          <section key={title}>
            <h2>{t(title)}</h2>
            <ul className={styles['list']}>
              {shown.map((item) => (
                <Item key={item.id} item={item} now={now} />
              ))}
            </ul>
          </section>
        );
      })}
      {failure && <p role="alert">{failure}</p>}
      {cursor && (
        <button type="button" className={button('plain')} onClick={() => void more()}>
          {t('surveys.more')}
        </button>
      )}
    </div>
  );
}

function Item({ item, now }: { item: SurveyItem; now: Date }) {
  const { id, title, kind, unit, state, participants } = item;
  const isOpen = state === 'open';
  const shows = !isOpen && item.resultsPublished;
  return (
    <li className={styles['item']}>
      <div>
        <h3>
          <Link to={shows ? '/surveys/$id/results' : '/surveys/$id'} params={{ id }}>
            {title}
          </Link>
        </h3>
        <p className={styles['about']}>
          {t('surveys.about', { kind: kindText(kind), unit, period: periodText(item, now) })}
        </p>
      </div>
      <p className={styles['state']}>
        {state !== 'upcoming' && <span>{t('surveys.participants', { n: participants })}</span>}
        {isOpen && (
          <Link
            to="/surveys/$id"
            params={{ id }}
            className={button('primary', 'small')}
            aria-label={t('surveys.answerThis', { title })}
          >
            {t('surveys.answer')}
          </Link>
        )}
        {shows && (
          <Link
            to="/surveys/$id/results"
            params={{ id }}
            className={button('plain', 'small')}
            aria-label={t('surveys.resultsOf', { title })}
          >
            {t('surveys.results')}
          </Link>
        )}
        {state === 'paused' && <strong>{t('surveys.paused')}</strong>}
      </p>
    </li>
  );
}
