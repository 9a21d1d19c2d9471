import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { raiseIncident } from '../incidents/incidents.js';
import { appendTimeline, type NewTimelineEntry } from '../timeline/append-timeline.js';

/**
 * Why a process ends without an event of its own: Temporal says that its workflow was terminated, timed out, failed or
 * was cancelled before it could tell; there is no such workflow; or it stands at an earlier event than the read model,
 * because it was reset or Temporal's store restored. `unwritten`: it has ended, and its events cannot be written.
 */
export type LossReason = 'terminated' | 'timedOut' | 'failed' | 'notFound' | 'reset' | 'unwritten';

/** What the result of such a process is called. */
export const LOST = 'lost';

/**
 * Writes the end of a process that can no longer tell it: open tasks close as cancelled, clocks stop, the timeline says
 * why, and an incident stays until the operator has ended the case. Thresholds reached before `at` keep their cards. Events
 * that still come have no effect.
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
  const locked: unknown[] = await tx.query(LOCK_OPEN_PROCESS, [process]);
  if (locked.length === 0) return false;
  const tasks: { number: number }[] = await tx.query(OPEN_TASKS, [process]);
  await tx.query(CLOSE_TASKS, [process, at]);
  await tx.query(STOP_CLOCKS, [process, at]);
  await tx.query('DELETE FROM pending_event WHERE process_id = $1', [process]);
  await tx.query(END_PROCESS, [process, LOST, at]);
  const entry = { process, at: at.getTime() };
  await appendTimeline(tx, [
    ...tasks.map(({ number }): NewTimelineEntry => ({
      ...entry,
      type: 'task.closed',
      task: number,
      data: { how: 'cancelled' },
    })),
    { ...entry, type: 'process.lost', data: { reason } },
  ]);
  await raiseIncident(tx, process, 'workflow', new Error(DETAILS[reason])); // both or neither
  return true;
}

const DETAILS: Readonly<Record<LossReason, string>> = {
  terminated: 'the workflow was terminated from outside',
  timedOut: 'the workflow timed out',
  failed: 'the workflow failed or was cancelled without an event of its own',
  notFound: 'there is no such workflow',
  unwritten: 'the events of the workflow cannot be written',
  reset: 'the workflow stands at an earlier event than the read model',
};

/** The projection locks the process first and its clocks after it; so does this. */
const LOCK_OPEN_PROCESS = 'SELECT 1 FROM process WHERE id = $1 AND ended_at IS NULL FOR UPDATE';

const OPEN_TASKS = `SELECT number FROM task WHERE process_id = $1 AND state = 'open' ORDER BY number`;

/** Parameters of these two: process, instant of its end. */
export const CLOSE_TASKS = `
  UPDATE task SET state = 'cancelled', closed_at = $2 WHERE process_id = $1 AND state = 'open'`;

/** What a threshold reached before asks for stays for the SLA monitor, which has not seen it yet. */
export const STOP_CLOCKS = `
  UPDATE clock SET state = 'stopped', stopped_at = $2, error = NULL, retry_at = NULL,
    rungs = CASE WHEN next_at <= $2 THEN rungs END, next_at = CASE WHEN next_at <= $2 THEN next_at END
  WHERE process_id = $1 AND state <> 'stopped'`;

const END_PROCESS = `
  UPDATE process SET state = 'cancelled', result = $2, ended_at = $3, pending = 0 WHERE id = $1`;
