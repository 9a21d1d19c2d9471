import { useInfiniteQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { ButtonAnchor } from '../../../ui/link-button.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { asQuestionnaire } from '../questionnaire.js';
import { exportAddress, responsesQuery, type StaffSurvey } from '../staff-api.js';
import { ResponseCard } from './response-card.js';
import styles from './answers-tab.module.css';

type Shown = 'set-aside' | 'counted' | 'all';

/** Responses, those that wait for a person first. */
export function AnswersTab({ survey }: { readonly survey: StaffSurvey }) {
  const { roles } = useMe();
  const [state, setState] = useState<Shown>(survey.setAside > 0 ? 'set-aside' : 'all');
  const list = useInfiniteQuery(responsesQuery(survey.id, state === 'all' ? undefined : state));
  const responses = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const decides = roles.some((role) => role.startsWith('info-')) && survey.figuresAt === null;
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <SegmentedChoice
          label={t('surveyDesk.which')}
          value={state}
          onChange={(id) => setState(id as Shown)}
          options={[
            { id: 'set-aside', name: t('surveyDesk.heldCount', { n: survey.setAside }) },
            { id: 'counted', name: t('surveyDesk.countedCount', { n: survey.answers }) },
            { id: 'all', name: t('surveyDesk.all') },
          ]}
        />
        {survey.answers + survey.setAside > 0 && survey.answersDeletedAt === null && (
          <span className={styles.exports}>
            {(['xlsx', 'csv'] as const).map((format) => (
              <ButtonAnchor key={format} size="small" href={exportAddress(survey.id, format)} download>
                <Download size={14} aria-hidden />
                {t('surveyDesk.export', { format: format.toUpperCase() })}
              </ButtonAnchor>
            ))}
          </span>
        )}
      </div>
      {survey.answersDeletedAt !== null && <p className={styles.note}>{t('surveyDesk.deleted')}</p>}
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && responses.length === 0 && (
        <EmptyState title={t(survey.publishedAt ? 'surveyDesk.noAnswers' : 'surveyDesk.notOpen')} />
      )}
      <ul className={styles.list}>
        {responses.map((response) => (
          <ResponseCard
            key={response.id}
            survey={survey.id}
            questionnaire={asQuestionnaire(survey.questionnaire!)}
            response={response}
            mayDecide={decides}
            mayQuote={roles.some((role) => role.startsWith('info-'))}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button onPress={() => void list.fetchNextPage()}>{t('surveyDesk.loadMore')}</Button>
      )}
    </div>
  );
}
