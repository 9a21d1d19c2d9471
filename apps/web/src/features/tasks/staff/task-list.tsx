import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { keys } from '../../../lib/key-table.js';
import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import type { Tab, TaskItem } from '../api.js';
import type { Urgency } from '../grouping.js';
import { Due } from './due.js';
import styles from './workbench.module.css';

interface Props {
  readonly tab: Tab;
  readonly groups: readonly { readonly urgency: Urgency | undefined; readonly tasks: readonly TaskItem[] }[];
  readonly now: Date;
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
  readonly list: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly retry: () => void;
    readonly more: (() => void) | undefined;
  };
}

/** The tasks by urgency. `J` and `K` walk, `Enter` opens the whole page. */
export function TaskList({ tab, groups, now, selected, onSelect, list }: Props) {
  const shown = groups.flatMap((group) => group.tasks);
  useEffect(() => {
    const step = (by: 1 | -1) => (): void => {
      const index = shown.findIndex(({ id }) => id === selected);
      const next = shown[index < 0 ? 0 : Math.min(Math.max(index + by, 0), shown.length - 1)];
      if (next) onSelect(next.id);
    };
    return keys.add([
      { keys: 'J', title: t('tasks.nextTask'), run: step(1) },
      { keys: 'K', title: t('tasks.previousTask'), run: step(-1) },
      { keys: 'Escape', title: t('tasks.deselect'), run: () => onSelect(undefined) },
    ]);
  });
  useEffect(
    () => document.getElementById(`task-${selected}`)?.scrollIntoView({ block: 'nearest' }),
    [selected],
  );

  if (list.error && shown.length === 0) {
    return (
      <div role="alert" className={styles.empty}>
        <p>{t('tasks.loadingFailed')}</p>
        <button type="button" className={styles.button} onClick={list.retry}>
          {t('common.retry')}
        </button>
      </div>
    );
  }
  if (list.isPending) return <p className={styles.empty}>{t('common.loading')}</p>;
  if (shown.length === 0) {
    return (
      <div className={styles.empty}>
        <p>
          {t(tab === 'mine' ? 'tasks.emptyMine' : tab === 'unit' ? 'tasks.emptyUnit' : 'tasks.emptyDone')}
        </p>
        {tab === 'mine' && (
          <Link to="/work" search={{ tab: 'unit' }}>
            {t('tasks.seeUnit')}
          </Link>
        )}
      </div>
    );
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('tasks.number')}</th>
            <th scope="col">{t('tasks.matter')}</th>
            <th scope="col">{t('tasks.step')}</th>
            <th scope="col">{t('tasks.timeLeft')}</th>
            <th scope="col">{t('tasks.who')}</th>
          </tr>
        </thead>
        {groups.map(({ urgency, tasks }) => (
          <tbody key={urgency ?? 'all'}>
            {urgency && (
              <tr className={`${styles.group} ${styles[`head-${urgency}`] ?? ''}`}>
                <th colSpan={5} scope="rowgroup">
                  {t(`tasks.${urgency}`)} <span className={styles.count}>{tasks.length}</span>
                </th>
              </tr>
            )}
            {tasks.map((task) => (
              <tr
                key={task.id}
                id={`task-${task.id}`}
                className={styles.row}
                aria-selected={task.id === selected}
                onClick={() => onSelect(task.id)}
              >
                <td className={styles.number}>
                  <Link to="/work" search={(search) => ({ ...search, task: task.id })} replace>
                    {task.subject}
                  </Link>
                </td>
                <td className={styles.matter}>{task.matter ?? task.title}</td>
                <td>{task.title}</td>
                <td>
                  {tab === 'done' && task.closedAt ? (
                    shortDay(dayOf(task.closedAt), dayOf(now))
                  ) : (
                    <Due task={task} now={now} />
                  )}
                </td>
                <td className={styles.who}>{task.assignee ?? t('tasks.nobody')}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
      {list.more && (
        <p className={styles.more}>
          <button type="button" className={styles.button} onClick={list.more}>
            {t('tasks.more')}
          </button>
        </p>
      )}
    </div>
  );
}
