import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { unitsQuery } from '../../../api/case-queries.js';
import { addDays, dayOf, shortDay } from '../../../lib/dates.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table } from '../../../ui/table.js';
import { Tag } from '../../../ui/tag.js';
import { surveysQuery, type StaffSurvey } from '../staff-api.js';
import './desk-texts.js';
import { kindText } from './kind-text.js';
import { NewSurveyDialog } from './new-survey-dialog.js';
import styles from './surveys-page.module.css';

/** Roles that may start a survey. */
const STARTERS = ['agency-clerk', 'info-editor', 'info-reviewer'];

/** Surveys that the account sees, newest first, each with its step. */
export function SurveysPage() {
  const { roles } = useMe();
  const list = useInfiniteQuery(surveysQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const [isStarting, setStarting] = useState(false);
  const [today] = useState(() => dayOf(new Date()));
  const surveys = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const nameOf = (code: string): string => units.find((unit) => unit.code === code)?.name ?? code;
  const mayStart = roles.some((role) => STARTERS.includes(role));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t('surveyDesk.title')}</h1>
        {mayStart && (
          <Button kind="primary" onPress={() => setStarting(true)}>
            <Plus size={16} aria-hidden />
            {t('surveyDesk.start')}
          </Button>
        )}
      </header>
      {list.isPending && <Skeleton />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && surveys.length === 0 && (
        <EmptyState title={t('surveyDesk.empty')}>
          <p>{t(mayStart ? 'surveyDesk.emptyStart' : 'surveyDesk.emptyWait')}</p>
        </EmptyState>
      )}
      {surveys.length > 0 && (
        <div className={styles.panel}>
          <Table
            caption={t('surveyDesk.title')}
            rows={surveys}
            keyOf={({ id }) => id}
            columns={[
              {
                id: 'title',
                title: t('surveyDesk.columnTitle'),
                cell: ({ id, title }) => (
                  <Link to="/surveys/$id" params={{ id }}>
                    {title}
                  </Link>
                ),
              },
              { id: 'kind', title: t('surveyDesk.kind'), cell: ({ kind }) => kindText(kind) },
              { id: 'unit', title: t('surveyDesk.unit'), cell: ({ unit }) => nameOf(unit) },
              { id: 'stage', title: t('surveyDesk.stage'), cell: (survey) => <Stage survey={survey} /> },
              {
                id: 'period',
                title: t('surveyDesk.period'),
                cell: ({ opensOn, days }) =>
                  t('surveyDesk.periodText', {
                    from: shortDay(opensOn, today),
                    to: shortDay(addDays(opensOn, days - 1), today),
                  }),
              },
              {
                id: 'answers',
                title: t('surveyDesk.answers'),
                isFigure: true,
                cell: ({ publishedAt, answers }) => (publishedAt ? answers : ''),
              },
              {
                id: 'held',
                title: t('surveyDesk.held'),
                isFigure: true,
                cell: ({ publishedAt, setAside }) => (publishedAt ? setAside : ''),
              },
            ]}
          />
          {list.hasNextPage && (
            <p className={styles.more}>
              <Button onPress={() => void list.fetchNextPage()}>{t('surveyDesk.loadMore')}</Button>
            </p>
          )}
        </div>
      )}
      {isStarting && <NewSurveyDialog units={units} today={today} onClose={() => setStarting(false)} />}
    </div>
  );
}

function Stage({ survey: { process } }: { readonly survey: StaffSurvey }) {
  return <Tag tone={process.state === 'running' ? 'accent' : 'plain'}>{process.stageTitle}</Tag>;
}
