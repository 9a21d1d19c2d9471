import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { IncidentsRepository } from '../incidents/incidents.repository.js';
import { ProcessesRepository } from './processes.repository.js';
import { appendTimeline, type NewTimelineEntry } from '../timeline/append-timeline.js';

/**
 * Why a process ends without an event of its own: its workflow was terminated, timed out, failed or was cancelled; it does
 * not exist (`notFound`); or it is at an earlier event than the read model, because it was reset or Temporal's store was
 * restored. `unwritten`: it has ended, and its events cannot be projected.
 */
export type LossReason = 'terminated' | 'timedOut' | 'failed' | 'notFound' | 'reset' | 'unwritten';

/**
 * Ends a process that can no longer emit its end: open tasks are cancelled, clocks stop, the timeline gets the reason, and
 * an incident remains until the operator has ended the case. Thresholds reached before `at` keep their cards. Later events
 * have no effect.
 *
 * @param at when the workflow ended; when that is not known, when it was noticed
 * @returns false when there is no such process, or it has ended already
 */
export function endLostProcess(
  dataSource: DataSource,
  processId: string,
  reason: LossReason,
  at: Date,
): Promise<boolean> {
  return transaction(dataSource, (tx) => writeEnd(tx, processId, reason, at));
}

async function writeEnd(tx: EntityManager, process: string, reason: LossReason, at: Date): Promise<boolean> {
  const processes = new ProcessesRepository(tx);
  // In the order of the projection: the process first, its clocks after it.
  if (!(await processes.lockOpen(process))) return false;
  const tasks = await processes.openTasks(process);
  await processes.closeTasks(process, at);
  await processes.stopClocks(process, at);
  await processes.endLost(process, at);
  const entry = { process, at: at.getTime() };
  await appendTimeline(tx, [
    ...tasks.map((number): NewTimelineEntry => ({
      ...entry,
      type: 'task.closed',
      task: number,
      data: { how: 'cancelled' },
    })),
    { ...entry, type: 'process.lost', data: { reason } },
  ]);
  // In the same transaction: a lost process always has its incident.
  await new IncidentsRepository(tx).raise(process, 'workflow', new Error(DETAILS[reason]));
  return true;
}

const DETAILS: Readonly<Record<LossReason, string>> = {
  terminated: 'the workflow was terminated from outside',
  timedOut: 'the workflow timed out',
  failed: 'the workflow failed or was cancelled without an event of its own',
  notFound: 'there is no such workflow',
  unwritten: 'the events of the workflow cannot be written',
  reset: 'the workflow is at an earlier event than the read model',
};
