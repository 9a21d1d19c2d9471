import type { Client } from '@temporalio/client';
import { workflowId, workflowType } from '../../../workflows/engine/definition/commands.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import { eventLogOf } from './event-log.js';
import type { LossReason } from './lost-process.js';
import { workflowStanding } from './workflow-standing.js';

/** How a workflow has ended; `completed` by itself, in events of its own. */
export interface Loss {
  readonly reason: LossReason | 'completed';
  readonly at: Date;
}

/** How the latest run of a process's workflow has ended; null while it goes on. */
export async function lossOf(
  temporal: Client,
  process: { readonly key: string; readonly id: string },
): Promise<Loss | null> {
  const standing = await workflowStanding(temporal, process);
  if (standing.kind === 'running') return null;
  return { reason: standing.kind === 'lost' ? standing.reason : 'completed', at: standing.at };
}

/**
 * The number of the latest event that a workflow which goes on has told; null while a workflow task of it waits, which may
 * tell more.
 */
export async function toldSoFar(
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
 * Ids of processes whose workflow, or an earlier run of it, has been ended from outside since an instant, by Temporal's
 * list; each once. Whether it goes on in a later run only `lossOf` knows.
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

/** `<key>/<process id>`: somebody may have started other workflows of these types by hand. */
const PROCESS_ID = /^[\w-]+\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
