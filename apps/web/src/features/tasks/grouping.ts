import { addDays, dayOf, endOf, weekdayOf } from '../../lib/dates.js';
import type { TaskItem } from './api.js';

export const URGENCIES = ['overdue', 'today', 'week', 'later', 'none', 'paused'] as const;
export type Urgency = (typeof URGENCIES)[number];

type Due = Pick<TaskItem, 'dueAt' | 'clock'>;

/** Whether the clock of a task stands still. */
export const isPaused = ({ clock }: Pick<TaskItem, 'clock'>): boolean =>
  clock?.state === 'paused' || clock?.state === 'suspended';

/** How soon an open task is due; days are those of Beijing. The week ends on Sunday. */
export function urgencyOf(task: Due, now: Date): Urgency {
  const { dueAt } = task;
  if (isPaused(task)) return 'paused';
  if (dueAt === null) return 'none';
  if (Date.parse(dueAt) < now.getTime()) return 'overdue';
  const [day, today] = [endOf(dueAt).day, dayOf(now)];
  if (day === today) return 'today';
  const sunday = addDays(today, (7 - weekdayOf(today)) % 7);
  return day <= sunday ? 'week' : 'later';
}

export interface TaskGroup<T> {
  readonly urgency: Urgency;
  readonly tasks: readonly T[];
}

/** Tasks by urgency, in their order; groups without tasks are left out. */
export function groupTasks<T extends Due>(tasks: readonly T[], now: Date): TaskGroup<T>[] {
  return URGENCIES.map((urgency) => ({
    urgency,
    tasks: tasks.filter((task) => urgencyOf(task, now) === urgency),
  })).filter((group) => group.tasks.length > 0);
}
