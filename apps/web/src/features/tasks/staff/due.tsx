import type { Instant } from '../../../lib/dates.js';
import { TimeLeft } from '../../../ui/time-left.js';
import type { TaskItem } from '../api.js';

interface Props {
  readonly task: Pick<TaskItem, 'dueAt' | 'closedAt'>;
  readonly now: Instant;
}

/** The time that is left for a task. */
export function Due({ task, now }: Props) {
  return (
    <TimeLeft limit={{ dueAt: task.dueAt ?? undefined, doneAt: task.closedAt ?? undefined }} now={now} />
  );
}
