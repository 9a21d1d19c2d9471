import { AlertTriangle, Clock, Hourglass } from 'lucide-react';
import { useWorkingDays } from '../../../lib/calendar.js';
import { timeLeft, type TimeTone } from '../../../lib/time-left.js';
import type { TaskItem } from '../api.js';
import styles from './due.module.css';

const ICONS: Readonly<Partial<Record<TimeTone, typeof Clock>>> = {
  late: AlertTriangle,
  soon: Clock,
  ok: Hourglass,
};

/** The time that is left for a task: words, colour and shape say the same. */
export function Due({
  task,
  now,
}: {
  readonly task: Pick<TaskItem, 'dueAt' | 'closedAt'>;
  readonly now: Date;
}) {
  const days = useWorkingDays();
  const limit = { dueAt: task.dueAt ?? undefined, doneAt: task.closedAt ?? undefined };
  const { tone, text } = timeLeft(limit, now, days);
  const Icon = ICONS[tone];
  return (
    <span className={`${styles.due} ${styles[tone]}`}>
      {Icon && <Icon size={15} aria-hidden />}
      {text}
    </span>
  );
}
