import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { LossReason } from '../read-model/lost-process.js';

/** How a workflow stands, when the process itself does not answer. */
export type WorkflowStanding =
  /** `failing`: its workflow task has failed, or timed out, more than once in a row. */
  | { readonly kind: 'running'; readonly failing: boolean }
  /** It has returned, and so told its end. */
  | { readonly kind: 'completed' }
  | { readonly kind: 'lost'; readonly reason: LossReason; readonly at: Date };

/** @throws what Temporal's client throws when it cannot be reached */
export async function workflowStanding(
  temporal: Client,
  workflowId: string,
  timeoutMs: number,
): Promise<WorkflowStanding> {
  try {
    const { status, closeTime, raw } = await temporal.withDeadline(Date.now() + timeoutMs, () =>
      temporal.workflow.getHandle(workflowId).describe(),
    );
    if (status.name === 'RUNNING')
      return { kind: 'running', failing: (raw.pendingWorkflowTask?.attempt ?? 1) > 1 };
    if (status.name === 'COMPLETED') return { kind: 'completed' };
    return { kind: 'lost', reason: REASONS[status.name] ?? 'failed', at: closeTime ?? new Date() };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { kind: 'lost', reason: 'notFound', at: new Date() };
    throw error;
  }
}

const REASONS: Readonly<Record<string, LossReason>> = { TERMINATED: 'terminated', TIMED_OUT: 'timedOut' };
