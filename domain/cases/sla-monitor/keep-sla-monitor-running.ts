import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { SLA_MONITOR_WORKFLOW_ID, SLA_MONITOR_WORKFLOW_TYPE } from './wake-sla-monitor.js';
import { repeat, type Repetition } from '../../time/repeat.js';

/** Starts the SLA monitor unless it is running. There is one for the whole installation. */
export async function ensureSlaMonitorRuns(temporal: Client, taskQueue: string): Promise<void> {
  try {
    await temporal.workflow.start(SLA_MONITOR_WORKFLOW_TYPE, {
      workflowId: SLA_MONITOR_WORKFLOW_ID,
      taskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Repeats that every minute until stopped, so that an SLA monitor that was terminated or has failed is restarted. */
export function keepSlaMonitorRunning(
  deps: { readonly temporal: Client; readonly taskQueue: string },
  options: { readonly log: { error(fields: object, message: string): void }; readonly everyMs?: number },
): Repetition {
  const { log, everyMs = 60_000 } = options;
  return repeat(async () => (await ensureSlaMonitorRuns(deps.temporal, deps.taskQueue), false), {
    everyMs,
    onError: (err) => log.error({ err }, 'could not check that the SLA monitor is running'),
  });
}
