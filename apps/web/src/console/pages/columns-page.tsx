import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { arrangementsQuery, type Arrangement } from '../../features/arrangements/api.js';
import '../../features/arrangements/staff/column-texts.js';
import { StartYearDialog } from '../../features/arrangements/staff/start-year-dialog.js';
import type { TopicPhase } from '../../features/arrangements/staff/topic-acts.js';
import { YearBoard } from '../../features/arrangements/staff/year-board.js';
import type { CaseSearch } from '../../features/cases/staff/case-frame.js';
import { dayOf } from '../../lib/dates.js';
import { useMe, type Me } from '../../lib/me.js';
import { t } from '../../messages/t.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { CaseAct } from './case-act.js';
import styles from './columns-page.module.css';
import { useCase } from './use-case.js';
import { useTabTitle } from './use-tab-title.js';

const route = getRouteApi('/columns/$year');

/** The columns of a year: units by months, and the step that is to be done. */
export function ColumnsPage() {
  const year = Number(route.useParams().year);
  const me = useMe();
  const list = useQuery(arrangementsQuery);
  const [isStarting, setStarting] = useState(false);
  const [today] = useState(() => dayOf(new Date()));
  useTabTitle(t('columns.title', { year }));
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton />;
  const arrangement = list.data.find((one) => one.year === year);
  const mayStart = me.roles.includes('info-editor');
  const years = [...new Set([...list.data.map((one) => one.year), Number(today.slice(0, 4)), year])].sort();
  return (
    <div className={`${styles.page} wide-sheet`}>
      <header className={styles.head}>
        <h1>{t('columns.title', { year })}</h1>
        {arrangement?.process.stageTitle && <Tag tone="accent">{arrangement.process.stageTitle}</Tag>}
        <nav aria-label={t('columns.otherYears')} className={styles.years}>
          {years.map((one) => (
            <Link
              key={one}
              to="/columns/$year"
              params={{ year: String(one) }}
              activeProps={{ className: styles.current! }}
            >
              {one}
            </Link>
          ))}
        </nav>
      </header>
      {arrangement ? (
        <Year key={arrangement.id} arrangement={arrangement} me={me} />
      ) : (
        <EmptyState title={t('columns.none', { year })}>
          <p>{t(mayStart ? 'columns.noneStart' : 'columns.noneWait')}</p>
          {mayStart && (
            <Button kind="primary" onPress={() => setStarting(true)}>
              {t('columns.start')}
            </Button>
          )}
        </EmptyState>
      )}
      {isStarting && <StartYearDialog year={year} today={today} onClose={() => setStarting(false)} />}
    </div>
  );
}

function Year({ arrangement, me }: { readonly arrangement: Arrangement; readonly me: Me }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { process, open, own, current, now } = useCase(arrangement.id, search.task);
  const change = (part: CaseSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <div className={styles.columns}>
      <YearBoard arrangement={arrangement} phase={phaseOf(open, me)} />
      <section className={`${styles.act} no-print`} aria-label={t('cases.act')} tabIndex={0}>
        {process.data ? (
          <CaseAct
            process={process.data}
            {...{ open, own, current, now }}
            onChoose={(task) => change({ task })}
          />
        ) : (
          <Skeleton />
        )}
      </section>
    </div>
  );
}

/** What the account may do with topics, by the tasks that are open. */
function phaseOf(
  open: readonly { name: string; unit: string; role: string }[],
  { unit, roles }: Me,
): TopicPhase {
  const has = (...names: readonly string[]): boolean =>
    open.some((task) => names.includes(task.name) && task.unit === unit && roles.includes(task.role));
  if (has('propose', 'revise')) return 'proposing';
  if (has('arrange')) return 'arranging';
  return has('conclude') ? 'published' : 'none';
}
