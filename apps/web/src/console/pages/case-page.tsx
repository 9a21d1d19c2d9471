import { getRouteApi, Link, Navigate } from '@tanstack/react-router';
import { CaseContents } from '../../features/cases/staff/case-contents.js';
import { CaseFiles } from '../../features/cases/staff/case-files.js';
import { CaseFrame } from '../../features/cases/staff/case-frame.js';
import { CaseHead } from '../../features/cases/staff/case-head.js';
import { CaseNews } from '../../features/cases/staff/case-news.js';
import { CaseNotFound } from '../../features/cases/staff/case-not-found.js';
import { useCaseCounts } from '../../features/cases/staff/use-case-counts.js';
import { CaseSheet } from '../../features/cases/staff/case-sheet.js';
import { CaseSteps } from '../../features/cases/staff/case-steps.js';
import { reachedSteps } from '../../features/cases/steps.js';
import { LETTER_PROCESS } from '../../features/letters/staff/use-letter-words.js';
import { SURVEY_PROCESS } from '../../features/surveys/staff-api.js';
import { useWorkingDays } from '../../lib/calendar.js';
import { t } from '../../messages/t.js';
import { Skeleton } from '../../ui/skeleton.js';
import { CaseAct } from './case-act.js';
import { courseParts } from './course-parts.js';
import { DueWithClocks } from './due-with-clocks.js';
import { useCase } from './use-case.js';
import { useTabTitle } from './use-tab-title.js';

const route = getRouteApi('/processes/$id');
/** Its texts and its live desk have a page of their own. */
const INTERVIEW_PROCESS = 'online-interview';

/** A case of any process. A letter has a page of its own. */
export function CasePage() {
  const { id } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const days = useWorkingDays();
  const counts = useCaseCounts(id);
  const { process, tasks, open, own, current, firstDue, now } = useCase(id, search.task);
  useTabTitle(process.data?.subject);
  if (process.error) return <CaseNotFound error={process.error} onRetry={() => void process.refetch()} />;
  if (!process.data) return <Skeleton />;
  const { data } = process;
  if (data.key === LETTER_PROCESS)
    return <Navigate to="/letters/$no" params={{ no: data.subject }} search={search} replace />;
  if (data.key === SURVEY_PROCESS)
    return <Navigate to="/surveys/$id" params={{ id }} search={{ task: search.task }} replace />;
  const matter = tasks.find((task) => task.matter !== null)?.matter;
  const sources = { stays: data.stages, tasks, isEnded: data.endedAt !== null, now };
  const steps = reachedSteps(sources, days);
  const change = (part: typeof search): void =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <CaseFrame
      head={
        <CaseHead
          process={data}
          title={matter ?? data.title}
          tags={null}
          place={
            <>
              {matter && <span>{data.title}</span>}
              {data.key === INTERVIEW_PROCESS && (
                <Link to="/interviews/$id" params={{ id }}>
                  {t('interviews.openInterview')}
                </Link>
              )}
            </>
          }
          due={firstDue && <DueWithClocks task={firstDue} now={now} />}
        />
      }
      news={<CaseNews processId={id} now={now} />}
      steps={<CaseSteps steps={steps} now={now} />}
      texts={[
        { id: 'contents', name: t('cases.contents'), content: <CaseContents processId={id} now={now} /> },
        { id: 'files', name: t('cases.files'), count: counts.files, content: <CaseFiles processId={id} /> },
      ]}
      course={courseParts(data, tasks, counts, now)}
      act={<CaseAct process={data} {...{ open, own, current, now }} onChoose={(task) => change({ task })} />}
      sheet={
        <CaseSheet
          title={t('sheet.case', { title: data.title })}
          facts={[
            [t('sheet.number'), data.subject],
            [t('sheet.subject'), matter ?? data.title],
            [t('sheet.stage'), data.state === 'running' ? data.stageTitle : t(`cases.state_${data.state}`)],
          ]}
          steps={steps}
          processId={id}
        />
      }
      search={search}
      onSearch={change}
    />
  );
}
