import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { workflowId } from '../../../workflows/engine/definition/commands.js';
import type { LossReason } from './lost-process.js';

/** State of the latest run of a workflow, according to Temporal. */
export type WorkflowStanding =
  /** `failing`: its workflow task has failed, or timed out, more than once in a row. */
  | { readonly kind: 'running'; readonly failing: boolean }
  /** It has returned, and so emitted its end. */
  | { readonly kind: 'completed'; readonly at: Date }
  | { readonly kind: 'lost'; readonly reason: LossReason; readonly at: Date };

const TIMEOUT_MS = 10_000;

/** Any other status, also one of a newer server, is of a running workflow. */
const LOSSES: Readonly<Record<string, LossReason>> = {
  TERMINATED: 'terminated',
  TIMED_OUT: 'timedOut',
  FAILED: 'failed',
  CANCELLED: 'failed',
};

/** @throws errors of Temporal's client when it cannot be reached */
export async function workflowStanding(
  temporal: Client,
  process: { readonly key: string; readonly id: string },
  timeoutMs: number = TIMEOUT_MS,
): Promise<WorkflowStanding> {
  try {
    const { status, closeTime, raw } = await temporal.withDeadline(Date.now() + timeoutMs, () =>
      temporal.workflow.getHandle(workflowId(process.key, process.id)).describe(),
    );
    const at = closeTime ?? new Date();
    if (status.name === 'COMPLETED') return { kind: 'completed', at };
    const reason = LOSSES[status.name];
    if (reason) return { kind: 'lost', reason, at };
    return { kind: 'running', failing: (raw.pendingWorkflowTask?.attempt ?? 1) > 1 };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { kind: 'lost', reason: 'notFound', at: new Date() };
    throw error;
  }
}
