import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { WATCH_WORKFLOW_ID, WATCH_WORKFLOW_TYPE } from './wake-sla-monitor.js';
import { repeat, type Repetition } from '../../time/repeat.js';

/** Starts the watch unless it runs: one for the whole installation, whoever starts it. */
export async function ensureWatchRuns(temporal: Client, taskQueue: string): Promise<void> {
  try {
    await temporal.workflow.start(WATCH_WORKFLOW_TYPE, {
      workflowId: WATCH_WORKFLOW_ID,
      taskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Does so every minute, until stopped: a watch that was terminated or has failed is started again. */
export function keepWatchRunning(
  deps: { readonly temporal: Client; readonly taskQueue: string },
  options: { readonly log: { error(fields: object, message: string): void }; readonly everyMs?: number },
): Repetition {
  const { log, everyMs = 60_000 } = options;
  return repeat(async () => (await ensureWatchRuns(deps.temporal, deps.taskQueue), false), {
    everyMs,
    onError: (err) => log.error({ err }, 'could not make sure that the watch runs'),
  });
}
