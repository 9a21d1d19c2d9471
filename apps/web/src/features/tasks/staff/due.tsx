import type { Instant } from '../../../lib/dates.js';
import { TimeLeft } from '../../../ui/time-left.js';
import type { TaskItem } from '../api.js';
import { isPaused } from '../grouping.js';

interface Props {
  readonly task: Pick<TaskItem, 'dueAt' | 'closedAt'> &
    Partial<Pick<TaskItem, 'warnAt' | 'clock' | 'overdue'>>;
  readonly now: Instant;
}

/** The time that is left for a task. */
export function Due({ task: { dueAt, closedAt, warnAt, overdue, clock = null }, now }: Props) {
  const limit = {
    dueAt: dueAt ?? undefined,
    warnAt: warnAt ?? undefined,
    overdue,
    doneAt: closedAt ?? undefined,
    ...(isPaused({ clock }) && { state: 'paused' as const }),
  };
  return <TimeLeft limit={limit} now={now} />;
}
