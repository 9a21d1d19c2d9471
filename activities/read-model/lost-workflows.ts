import type { Client } from '@temporalio/client';
import { workflowType } from '../../workflows/engine/commands.js';
import type { Process } from '../../workflows/engine/process.js';
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
    if (key !== undefined) found.set(id, { key, id: id.slice(key.length + 1) });
  }
  return [...found.values()];
}
