import type { Client } from '@temporalio/client';
import { workflowId, workflowType } from '../../../workflows/engine/definition/commands.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import { eventLogOf } from './event-log.js';
import type { LossReason } from './lost-process.js';
import { workflowStanding } from './workflow-standing.js';

/** How a workflow has ended; `completed`: regularly, with events of its own. */
export interface Loss {
  readonly reason: LossReason | 'completed';
  readonly at: Date;
}

/** How the latest run of a process's workflow has ended; null while it runs. */
export async function lossOf(
  temporal: Client,
  process: { readonly key: string; readonly id: string },
): Promise<Loss | null> {
  const standing = await workflowStanding(temporal, process);
  if (standing.kind === 'running') return null;
  return { reason: standing.kind === 'lost' ? standing.reason : 'completed', at: standing.at };
}

/**
 * Number of the last event that a running workflow has emitted; null while a workflow task is pending, which may emit more.
 */
export async function lastEmittedEvent(
  temporal: Client,
  process: { readonly key: string; readonly id: string },
): Promise<number | null> {
  const handle = temporal.workflow.getHandle(workflowId(process.key, process.id));
  const { raw } = await handle.describe();
  if (raw.pendingWorkflowTask) return null;
  const { events } = eventLogOf(await handle.fetchHistory());
  return events.at(-1)?.seq ?? 0;
}

/**
 * Processes whose workflow, or an earlier run of it, was ended from outside since an instant, by Temporal's list; each once.
 * `lossOf` tells whether it continues in a later run.
 */
export async function endedFromOutside(
  temporal: Client,
  processes: readonly Process[],
  since: Date,
): Promise<{ readonly key: string; readonly id: string }[]> {
  const keys = new Map(processes.map(({ definition }) => [workflowType(definition), definition.key]));
  const query = `CloseTime >= '${since.toISOString()}' AND ExecutionStatus IN ('Terminated', 'TimedOut', 'Failed', 'Canceled')`;
  const found = new Map<string, { key: string; id: string }>();
  for await (const { type, workflowId: id } of temporal.workflow.list({ query })) {
    const key = keys.get(type);
    const process = PROCESS_ID.exec(id)?.[1];
    if (key !== undefined && process !== undefined) found.set(id, { key, id: process });
  }
  return [...found.values()];
}

/** `<key>/<process id>`: other workflows of these types may have been started by hand. */
const PROCESS_ID = /^[\w-]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
