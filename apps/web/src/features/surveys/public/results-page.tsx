import { useCallback } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { Printer } from 'lucide-react';
import type { Schemas } from '../../../api/client.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { NotRead } from '../../../ui/native/not-read.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { QuestionFigure } from '../figures/question-figure.js';
import { Adoption } from './adoption.js';
import { ResultsAside } from './results-aside.js';
import { ResultsHead } from './results-head.js';
import './survey-texts.js';
import { readResults, readSurvey, type Survey } from './surveys-api.js';
import styles from './results-page.module.css';

interface Read {
  readonly survey: Survey;
  readonly results: Schemas['ResultsView'];
}

/** What was answered, who answered, and what came of it. */
export function ResultsPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { reading: state, again: read } = useRead(
    useCallback(async (): Promise<Read> => {
      const [survey, results] = await Promise.all([readSurvey(id), readResults(id)]);
      return { survey, results };
    }, [id]),
  );
  if (state.is !== 'read')
    return (
      <NotRead title={t('surveys.title')} state={state} onRetry={read} missing={<NoResults id={id} />} />
    );
  const { survey, results } = state.value;
  const title = t('surveys.resultsTitle', { title: survey.title });
  return (
    <div className={`wrap ${styles['page']}`}>
      <header className={styles['head']}>
        <div>
          <p className={styles['crumb']}>
            {t('surveys.crumb', {
              unit: survey.unit,
              state: t(survey.state === 'closed' ? 'surveys.stateClosed' : 'surveys.stateOpen'),
            })}
          </p>
          <PageHeading title={title} />
        </div>
        <button
          type="button"
          className={`${button('plain')} ${styles['print']}`}
          onClick={() => window.print()}
        >
          <Printer aria-hidden />
          {t('paper.print')}
        </button>
      </header>
      <ResultsHead survey={survey} results={results} />
      <div className={styles['columns']}>
        <section aria-labelledby="data">
          <div className={styles['section']}>
            <h2 id="data">{t('surveys.data')}</h2>
            <span className={`${styles['hint']} no-print`}>{t('surveys.dataHint')}</span>
          </div>
          {results.figures.map((figure, index) => (
            <QuestionFigure
              key={figure.name}
              number={index + 1}
              figure={figure}
              quotes={results.quotes.filter(({ question }) => question === figure.name)}
            />
          ))}
        </section>
        <ResultsAside survey={survey} results={results} />
      </div>
      {survey.adoption && <Adoption items={survey.adoption} />}
    </div>
  );
}

function NoResults({ id }: { id: string }) {
  return (
    <>
      <p>{t('surveys.noResults')}</p>
      <p className={styles['buttons']}>
        <Link to="/surveys/$id" params={{ id }} className={button('plain')}>
          {t('surveys.toSurvey')}
        </Link>
        <Link to="/surveys" className={button('plain')}>
          {t('surveys.toList')}
        </Link>
      </p>
    </>
  );
}
