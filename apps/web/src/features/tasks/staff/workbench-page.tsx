import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import { late } from '../../../lib/late.js';
import { useFollow } from '../../../lib/use-live.js';
import { useNow } from '../../../lib/use-now.js';
import { t } from '../../../messages/t.js';
import { DrawnAhead } from '../../../ui/drawn-ahead.js';
import { ErrorState } from '../../../ui/error-state.js';
import { KeyHints } from '../../../ui/key-hint.js';
import { ProgressLine } from '../../../ui/progress-line.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { toasts } from '../../../ui/toasts.js';
import { taskQuery } from '../api.js';
import { countOf } from '../counts.js';
import type { Done } from '../done.js';
import { groupTasks } from '../grouping.js';
import { countsQuery } from '../work-api.js';
import { activeConditions, type WorkSearch } from '../work-search.js';
import { EmptyList } from './empty-list.js';
import { Headline } from './headline.js';
import { SelectionBar } from './selection-bar.js';
import { TaskList, type ListGroup } from './task-list.js';
import { useConditionWords } from './use-condition-words.js';
import { useIsCounty } from './use-is-county.js';
import { useListKeys } from './use-list-keys.js';
import { useNextStep } from './use-next-step.js';
import { useSelection } from './use-selection.js';
import { useWorkList } from './use-work-list.js';
import { WorkFilters } from './work-filters.js';
import { WorkTabs } from './work-tabs.js';
import styles from './workbench.module.css';

const TaskPane = late(async () => (await import('./task-pane.js')).TaskPane, <Skeleton />);
const route = getRouteApi('/work');

interface Props {
  /** What else can be done with the conditions of the list. */
  readonly tools: (search: WorkSearch) => ReactNode;
}

/** One list, one pane: read and decide without leaving the list. The address holds tab, conditions and the open task. */
export function WorkbenchPage({ tools }: Props) {
  const search = route.useSearch();
  const { tab = 'mine', task: current } = search;
  const navigate = route.useNavigate();
  const now = useNow();
  const { data: counts } = useQuery(countsQuery);
  const list = useWorkList(search);
  const isCounty = useIsCounty();
  const find = useRef<HTMLInputElement>(null);
  const isFiltered = activeConditions(search).length > 0;
  const ofTab = tab === 'done' || isFiltered ? undefined : counts?.[tab];
  const { rows: listed, more } = list;
  const hasMore = more !== undefined;
  const words = useConditionWords(search, listed);
  const groups = useMemo((): ListGroup[] => {
    if (tab === 'done') return [{ urgency: undefined, tasks: listed, count: '' }];
    return groupTasks(listed, now).map(({ urgency, tasks }) => {
      const n = ofTab && hasMore ? countOf(ofTab, urgency) : tasks.length;
      return { urgency, tasks, count: hasMore && !ofTab ? t('work.countMore', { n }) : String(n) };
    });
  }, [listed, hasMore, tab, now, ofTab]);
  const rows = useMemo(() => groups.flatMap(({ tasks }) => tasks), [groups]);
  const hasUnits = rows.some(({ unit }) => unit !== rows[0]!.unit);
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const change = (next: WorkSearch): void => void navigate({ search: next, replace: true });
  const open = useCallback(
    (id: string | undefined): void =>
      void navigate({ search: (before) => ({ ...before, task: id }), replace: true }),
    [navigate],
  );
  const selection = useSelection(ids, tab);
  useListKeys({
    ids,
    current,
    onOpen: open,
    onToggle: selection.toggle,
    onRange: selection.range,
    onAll: selection.all,
    onClear: selection.clear,
    onFind: () => find.current?.focus(),
  });

  const nextStep = useNextStep(rows, open);
  /** After acting, the next step of the case is opened if it is one's own, else the next task: nobody has to look for it. */
  const onDone = ({ task, outcome, went, goesOnHere }: Done): void => {
    const index = ids.indexOf(task.id);
    toasts.add(t('tasks.submitted', { subject: task.subject, title: outcome.title, went }));
    list.leave([task]);
    const otherwise = ids[index + 1] ?? ids[index - 1];
    if (goesOnHere) nextStep.await({ processId: task.processId, done: task.id, otherwise });
    open(goesOnHere ? undefined : otherwise);
  };
  const next = ids[ids.indexOf(current ?? '') + 1];
  // Read before it is opened, the first one too.
  const ahead = useQuery({ ...taskQuery(next ?? ''), enabled: next !== undefined });
  useFollow(rows.find(({ id }) => id === current)?.processId);
  return (
    <div className={`${styles.page} wide-sheet`}>
      <section className={styles.left} aria-label={t('tasks.workbench')}>
        <ProgressLine isShown={list.isUpdating} />
        <Headline
          counts={counts?.[tab === 'unit' ? 'unit' : 'mine']}
          added={list.added}
          onShowAdded={list.showAdded}
        />
        <WorkTabs tab={tab} counts={counts} isCounty={isCounty} />
        <WorkFilters
          tab={tab}
          search={search}
          words={words}
          onChange={change}
          findRef={find}
          tools={tools(search)}
        />
        <div className={styles.body}>
          <div className={styles.scroll}>
            {rows.length > 0 ? (
              <TaskList
                groups={groups}
                now={now}
                current={current}
                selection={selection.ids}
                gone={list.gone}
                showsUnit={hasUnits}
                classTitle={words.classTitle}
                onOpen={open}
                onToggle={selection.toggleWithRange}
                more={more}
                isReadingMore={list.isReadingMore}
              />
            ) : list.error ? (
              <ErrorState error={list.error} onRetry={list.retry} />
            ) : list.isPending ? (
              <Skeleton widths={[100, 100, 100, 100, 100, 100]} />
            ) : (
              <EmptyList tab={tab} search={search} words={words} counts={counts} onChange={change} />
            )}
          </div>
          <SelectionBar
            tasks={rows.filter(({ id }) => selection.ids.has(id))}
            onClear={selection.clear}
            onOpen={open}
            onDrop={selection.drop}
            onDone={(done) => {
              list.leave(rows.filter(({ id }) => done.includes(id)));
              done.forEach(selection.drop);
            }}
          />
        </div>
        <KeyLine />
      </section>
      <aside className={`${styles.right} no-print`} aria-label={t('tasks.act')}>
        {current ? (
          <TaskPane key={current} id={current} now={now} onDone={onDone} />
        ) : nextStep.isAwaited ? (
          <Skeleton />
        ) : (
          (list.isPending || rows.length > 0) && (
            <div className={styles.nothing}>
              <p>{t('tasks.choose')}</p>
              <p>{t('tasks.chooseHint')}</p>
            </div>
          )
        )}
        {!current && ahead.data && (
          <DrawnAhead>
            <TaskPane id={next!} now={now} onDone={onDone} />
          </DrawnAhead>
        )}
      </aside>
    </div>
  );
}

function KeyLine() {
  return (
    <KeyHints
      items={[
        ['J K', t('work.walk')],
        ['X', t('work.selectKey')],
        ['Enter', t('work.openKey')],
        ['E', t('tasks.act')],
        ['/', t('work.filterKey')],
        ['?', t('work.allKeys')],
      ]}
    />
  );
}
