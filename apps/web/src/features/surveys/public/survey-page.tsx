import { useCallback, useState } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { dayOf, dueText, listDay } from '../../../lib/dates.js';
import { useRead } from '../../../lib/use-read.js';
import { t } from '../../../messages/t.js';
import { button } from '../../../ui/native/button.js';
import { NotRead } from '../../../ui/native/not-read.js';
import { PageHeading } from '../../../ui/native/page-heading.js';
import { asQuestionnaire } from '../questionnaire.js';
import { AnswerForm } from './answer-form.js';
import './survey-texts.js';
import { readSurvey, type Survey } from './surveys-api.js';
import { kindText, periodText } from './survey-words.js';
import { useKeptAnswers } from './use-kept-answers.js';
import styles from './survey-page.module.css';

/** One survey: to be answered while it is open, else what there is of it. */
export function SurveyPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { reading: state, again: read } = useRead(useCallback(() => readSurvey(id), [id]));
  if (state.is !== 'read')
    return <NotRead title={t('surveys.title')} state={state} onRetry={read} missing={<Missing />} />;
  return <Shown key={id} survey={state.value} onReload={read} />;
}

export function Missing() {
  return (
    <>
      <p>{t('surveys.missing')}</p>
      <p className={styles['buttons']}>
        <Link to="/surveys" className={button('plain')}>
          {t('surveys.toList')}
        </Link>
      </p>
    </>
  );
}

function Shown({ survey, onReload }: { survey: Survey; onReload: () => void }) {
  const kept = useKeptAnswers(survey.id);
  if (!kept.isLoaded) return null;
  if (survey.state === 'open' && kept.sentAt === undefined)
    return (
      <AnswerForm
        survey={survey}
        questionnaire={asQuestionnaire(survey.questionnaire)}
        kept={kept}
        onClosed={onReload}
      />
    );
  return (
    <div className={`wrap ${styles['page']}`}>
      <p className={styles['about']}>
        {t('surveys.about', {
          kind: kindText(survey.kind),
          unit: survey.unit,
          period: periodText(survey, Date.now()),
        })}
      </p>
      <PageHeading title={survey.title} />
      {kept.sentAt !== undefined && <Sent survey={survey} at={kept.sentAt} onAgain={kept.clear} />}
      {(kept.sentAt === undefined || survey.state !== 'open') && <State survey={survey} />}
      <h2>{t('surveys.purpose')}</h2>
      <p className={styles['text']}>{survey.purpose}</p>
      <p className={styles['buttons']}>
        {survey.resultsPublished && (
          <Link to="/surveys/$id/results" params={{ id: survey.id }} className={button('primary')}>
            {t('surveys.results')}
          </Link>
        )}
        <Link to="/surveys" className={button('plain')}>
          {t('surveys.toList')}
        </Link>
      </p>
    </div>
  );
}

/** What a device remembers of its response. Somebody else at the same device may answer where the survey lets him. */
function Sent({ survey, at, onAgain }: { survey: Survey; at: string; onAgain: () => void }) {
  const [now] = useState(() => new Date());
  return (
    <section role="status" className={styles['sent']}>
      <strong>{t('surveys.sentTitle')}</strong>
      <p>{t('surveys.sentAt', { at: listDay(dayOf(at), dayOf(now)) })}</p>
      <p>{t(`surveys.then_${survey.results as 'never' | 'afterwards' | 'always'}`)}</p>
      {survey.state === 'open' && survey.oneAnswer !== 'device' && (
        <button type="button" className={button('link')} onClick={onAgain}>
          {t('surveys.somebodyElse')}
        </button>
      )}
    </section>
  );
}

function State({ survey: { state, opensAt, closesAt, resultsPublished } }: { survey: Survey }) {
  const now = Date.now();
  if (state === 'upcoming')
    return (
      <p className={styles['state']}>{t('surveys.opensOn', { day: listDay(dayOf(opensAt), dayOf(now)) })}</p>
    );
  if (state === 'paused') return <p className={styles['state']}>{t('surveys.pausedText')}</p>;
  return (
    <p className={styles['state']}>
      {t('surveys.closedAt', { at: dueText(closesAt, now) })}
      {!resultsPublished && t('surveys.notYet')}
    </p>
  );
}
