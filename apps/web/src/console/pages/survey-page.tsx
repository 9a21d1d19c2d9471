import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { CaseSearch } from '../../features/cases/staff/case-frame.js';
import { CaseHead } from '../../features/cases/staff/case-head.js';
import { CaseNews } from '../../features/cases/staff/case-news.js';
import { CaseNotFound } from '../../features/cases/staff/case-not-found.js';
import { CaseSteps } from '../../features/cases/staff/case-steps.js';
import { useCaseCounts } from '../../features/cases/staff/use-case-counts.js';
import { reachedSteps } from '../../features/cases/steps.js';
import { surveyQuery } from '../../features/surveys/staff-api.js';
import { surveyParts } from '../../features/surveys/staff/survey-parts.js';
import { KnownValuesContext } from '../../forms/model/sources.js';
import { useWorkingDays } from '../../lib/calendar.js';
import { useMe } from '../../lib/me.js';
import { t } from '../../messages/t.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tabs } from '../../ui/tabs.js';
import { CaseAct } from './case-act.js';
import { courseParts } from './course-parts.js';
import { DueWithClocks } from './due-with-clocks.js';
import styles from './survey-page.module.css';
import { useCase } from './use-case.js';
import { useTabTitle } from './use-tab-title.js';

const route = getRouteApi('/surveys/$id');
const DRAFTING = ['submit', 'revise'];
const WRITERS = ['agency-clerk', 'info-editor', 'info-reviewer'];

/** The desk of a survey: what is written and answered on the left, what is to be done on the right. */
export function SurveyPage() {
  const { id } = route.useParams();
  // The portal has a page of this address too.
  const search = route.useSearch() as CaseSearch;
  const navigate = route.useNavigate();
  const days = useWorkingDays();
  const { roles } = useMe();
  const counts = useCaseCounts(id);
  const survey = useQuery(surveyQuery(id));
  const { process, tasks, open, own, current, firstDue, now } = useCase(id, search.task);
  useTabTitle(survey.data?.title);
  if (survey.error) return <CaseNotFound error={survey.error} onRetry={() => void survey.refetch()} />;
  if (!survey.data || process.isPending) return <Skeleton />;
  const mayEdit =
    open.some(({ name }) => DRAFTING.includes(name)) && roles.some((role) => WRITERS.includes(role));
  const parts = [
    ...surveyParts(survey.data, mayEdit),
    // The office reads a survey of its unit before it has a part in the process.
    ...(process.data ? courseParts(process.data, tasks, counts, now) : []),
  ];
  const change = (part: CaseSearch): void => void navigate({ search: { ...search, ...part }, replace: true });
  const { revision, suggestions } = survey.data;
  const known = {
    decision: { revision },
    ...(suggestions && { content: { items: suggestions.map((suggestion) => ({ suggestion })) } }),
  };
  return (
    <div className={styles.page}>
      {process.data ? (
        <>
          <CaseHead
            process={process.data}
            title={survey.data.title}
            tags={null}
            place={<span>{process.data.title}</span>}
            due={firstDue && <DueWithClocks task={firstDue} now={now} />}
          />
          <CaseSteps
            steps={reachedSteps(
              { stays: process.data.stages, tasks, isEnded: process.data.endedAt !== null, now },
              days,
            )}
            now={now}
          />
          <CaseNews processId={id} now={now} />
        </>
      ) : (
        <h1 className={styles.title}>{survey.data.title}</h1>
      )}
      <div className={styles.columns}>
        <section className={styles.parts} aria-label={t('cases.materials')}>
          <Tabs
            label={t('cases.materials')}
            tabs={parts}
            value={parts.some(({ id: part }) => part === search.part) ? search.part! : parts[0]!.id}
            onChange={(part) => change({ part })}
          />
        </section>
        {process.data && (
          <section className={styles.act} aria-label={t('cases.act')} tabIndex={0}>
            <KnownValuesContext value={known}>
              <CaseAct
                process={process.data}
                {...{ open, own, current, now }}
                onChoose={(task) => change({ task })}
              />
            </KnownValuesContext>
          </section>
        )}
      </div>
    </div>
  );
}
