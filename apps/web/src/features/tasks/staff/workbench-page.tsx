import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { t } from '../../../messages/t.js';
import { TABS, taskQuery, tasksQuery, type Outcome } from '../api.js';
import { groupTasks } from '../grouping.js';
import { Headline } from './headline.js';
import { TaskList } from './task-list.js';
import { TaskPane } from './task-pane.js';
import styles from './workbench.module.css';

const route = getRouteApi('/work');
const MINUTE_MS = 60_000;

/** One list, one pane: read and decide without leaving the list. The address holds tab, filter and the open task. */
export function WorkbenchPage() {
  const { tab = 'mine', processKey, task: selected } = route.useSearch();
  const navigate = route.useNavigate();
  const now = useNow();
  const list = useInfiniteQuery(tasksQuery({ tab, processKey }));
  const tasks = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const groups = useMemo(
    () => (tab === 'done' ? [{ urgency: undefined, tasks }] : groupTasks(tasks, now)),
    [tasks, tab, now],
  );
  const shown = useMemo(() => groups.flatMap((group) => group.tasks), [groups]);
  const [done, setDone] = useState<string>();
  const select = (id: string | undefined): void =>
    void navigate({ search: (search) => ({ ...search, task: id }), replace: true });

  /** After acting, the next task is selected: nobody has to look for it. */
  const onDone = ({ title }: Outcome): void => {
    const index = shown.findIndex(({ id }) => id === selected);
    setDone(t('tasks.submitted', { subject: shown[index]?.subject ?? '', title }));
    select((shown[index + 1] ?? shown[index - 1])?.id);
  };
  const next = shown[shown.findIndex(({ id }) => id === selected) + 1];
  useQuery({ ...taskQuery(next?.id ?? ''), enabled: next !== undefined }); // read before it is opened
  return (
    <div className={styles.page}>
      <section className={styles.left} aria-label={t('tasks.workbench')}>
        <Headline tasks={tab === 'mine' ? tasks : []} now={now} />
        <nav className={styles.tabs} aria-label={t('tasks.workbench')}>
          {TABS.map((one) => (
            <Link
              key={one}
              to="/work"
              search={{ tab: one, processKey }}
              className={styles.tab}
              aria-current={one === tab ? 'page' : undefined}
            >
              {t(`tasks.${one}`)}
            </Link>
          ))}
        </nav>
        <p role="status" className={styles.done}>
          {done}
        </p>
        <TaskList
          tab={tab}
          groups={groups}
          now={now}
          selected={selected}
          onSelect={select}
          list={{
            isPending: list.isPending,
            error: list.error,
            retry: () => void list.refetch(),
            more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
          }}
        />
      </section>
      <aside className={styles.right}>
        {selected ? (
          <TaskPane key={selected} id={selected} now={now} onDone={onDone} />
        ) : (
          <div className={styles.nothing}>
            <p>{t('tasks.choose')}</p>
            <p>{t('tasks.chooseHint')}</p>
          </div>
        )}
      </aside>
    </div>
  );
}

/** The current time, once a minute: times left count on by themselves. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
