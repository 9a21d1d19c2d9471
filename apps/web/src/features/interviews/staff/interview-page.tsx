import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { tasksOfProcessQuery } from '../../../api/case-queries.js';
import { ProblemError } from '../../../api/problem.js';
import { useMe } from '../../../lib/me.js';
import { useFollow } from '../../../lib/use-live.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { ErrorState } from '../../../ui/error-state.js';
import { NotFound } from '../../../ui/not-found.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tabs } from '../../../ui/tabs.js';
import { interviewQuery, questionsQuery, type Interview } from '../api.js';
import { byList, stateOf } from '../interview-state.js';
import { AfterTab } from './after-tab.js';
import { InterviewHead } from './interview-head.js';
import { LiveTab } from './live-tab.js';
import { PrepareTab } from './prepare-tab.js';
import { QuestionsTab } from './questions-tab.js';
import { useDesk } from './use-desk.js';
import styles from './interview-page.module.css';

const route = getRouteApi('/interviews/$id');

const TABS = ['prepare', 'questions', 'live', 'after'] as const;
type InterviewTab = (typeof TABS)[number];

/** One interview from its plan to its report. The address holds the tab; without one it opens on what is due. */
export function InterviewPage() {
  const { id } = route.useParams();
  const { tab } = route.useSearch() as { tab?: InterviewTab };
  const navigate = route.useNavigate();
  const me = useMe();
  const interview = useQuery(interviewQuery(id));
  const { data: tasks = [] } = useQuery(tasksOfProcessQuery(id));
  useFollow(id);
  const { data } = interview;
  const isAtDesk =
    data !== undefined && (data.you.isOffice || data.you.crew.length > 0 || me.roles.includes('supervisor'));
  const desk = useDesk(id, isAtDesk);
  const questions = useQuery({ ...questionsQuery(id), enabled: data !== undefined });
  if (interview.error instanceof ProblemError && interview.error.code === 'NOT_FOUND') return <NotFound />;
  if (interview.error && !data)
    return <ErrorState error={interview.error} onRetry={() => void interview.refetch()} />;
  if (!data) return <Skeleton />;
  const open = tasks.filter(({ state }) => state === 'open');
  const own = open.filter(({ unit, role }) => unit === me.unit && me.roles.includes(role));
  const part = { interview: data, isAtDesk };
  const { waiting } = byList(questions.data ?? []);
  const shown = tab ?? firstTab(data, isAtDesk);
  return (
    <div className={`${styles.page} ${shown === 'live' ? styles.fitted : ''}`}>
      <InterviewHead interview={data} own={own} />
      {desk.isLost && <Banner tone="warn">{t('interviews.connectionLost')}</Banner>}
      <div className={styles.tabs}>
        <Tabs
          label={t('interviews.tabs')}
          value={shown}
          onChange={(next) =>
            void navigate({ search: { tab: TABS.find((one) => one === next) }, replace: true })
          }
          tabs={[
            {
              id: 'prepare',
              name: t('interviews.tab_prepare'),
              content: <PrepareTab {...part} open={open} own={own} />,
            },
            {
              id: 'questions',
              name:
                data.you.isOffice && waiting.length > 0
                  ? t('interviews.tab_questionsWaiting', { n: waiting.length })
                  : t('interviews.tab_questions'),
              content: <QuestionsTab {...part} questions={questions} />,
            },
            ...(isAtDesk
              ? [
                  {
                    id: 'live',
                    name: t('interviews.tab_live'),
                    content: <LiveTab {...part} questions={questions} presence={desk.presence} />,
                  },
                ]
              : []),
            {
              id: 'after',
              name: t('interviews.tab_after'),
              content: <AfterTab {...part} questions={questions.data ?? []} open={open} own={own} />,
            },
          ]}
        />
      </div>
    </div>
  );
}

/** The part that is worked on now. */
function firstTab(interview: Interview, isAtDesk: boolean): InterviewTab {
  const state = stateOf(interview);
  if (state === 'live') return isAtDesk ? 'live' : 'questions';
  if (state === 'concluding' || state === 'archived') return 'after';
  return 'prepare';
}
