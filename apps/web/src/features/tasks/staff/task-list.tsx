import {
  CalendarDays,
  Clock,
  Infinity as NoLimit,
  Pause,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import { Button } from '../../../ui/button.js';
import { t } from '../../../messages/t.js';
import type { TaskItem } from '../api.js';
import type { Urgency } from '../grouping.js';
import type { Selection } from '../selection.js';
import styles from './task-list.module.css';
import { TaskRow } from './task-row.js';

export interface ListGroup {
  /** Undefined: the list has no groups. */
  readonly urgency: Urgency | undefined;
  readonly tasks: readonly TaskItem[];
  /** All of them, also those that are not loaded. */
  readonly count: string;
}

interface Props {
  readonly groups: readonly ListGroup[];
  readonly now: Date;
  readonly current: string | undefined;
  readonly selection: Selection;
  readonly gone: ReadonlySet<string>;
  readonly showsUnit: boolean;
  readonly classTitle: (task: TaskItem) => string | undefined;
  readonly onOpen: (id: string) => void;
  readonly onToggle: (id: string, withRange: boolean) => void;
  readonly more: (() => void) | undefined;
  readonly isReadingMore: boolean;
}

const ICONS: Readonly<Record<Urgency, LucideIcon>> = {
  overdue: TriangleAlert,
  today: Clock,
  week: CalendarDays,
  later: CalendarDays,
  none: NoLimit,
  paused: Pause,
};
const COLUMNS = ['selectKey', 'number', 'matter', 'step', 'timeLeft', 'who'] as const;

/** The tasks by urgency. */
export function TaskList({ groups, more, isReadingMore, selection, gone, current, ...row }: Props) {
  return (
    <>
      <table className={`${styles.table} ${row.showsUnit ? styles.withUnits : ''}`}>
        <colgroup>
          {COLUMNS.map((column) => (
            <col key={column} className={styles[`col-${column}`]} />
          ))}
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column === 'selectKey' ? t('work.selectKey') : t(`tasks.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ urgency, tasks, count }) => (
          <tbody key={urgency ?? 'all'}>
            {urgency && <GroupHead urgency={urgency} count={count} />}
            {tasks.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                now={row.now}
                classTitle={row.classTitle(task)}
                isOpen={task.id === current}
                isSelected={selection.has(task.id)}
                isGone={gone.has(task.id)}
                showsUnit={row.showsUnit}
                onOpen={row.onOpen}
                onToggle={row.onToggle}
              />
            ))}
          </tbody>
        ))}
      </table>
      {more && (
        <p className={styles.more}>
          <Button onPress={more} isDisabled={isReadingMore}>
            {t(isReadingMore ? 'common.loading' : 'tasks.more')}
          </Button>
        </p>
      )}
    </>
  );
}

function GroupHead({ urgency, count }: { readonly urgency: Urgency; readonly count: string }) {
  const Icon = ICONS[urgency];
  return (
    <tr className={`${styles.group} ${styles[`head-${urgency}`] ?? ''}`}>
      <th colSpan={COLUMNS.length} scope="rowgroup">
        <Icon size={14} aria-hidden />
        {t(`work.${urgency}`)} <span className={styles.count}>{count}</span>
      </th>
    </tr>
  );
}
