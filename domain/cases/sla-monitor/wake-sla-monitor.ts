import type { Client } from '@temporalio/client';

/** The one workflow that issues cards (workflows/sla-monitor). */
export const SLA_MONITOR_WORKFLOW_ID = 'sla-monitor';
export const SLA_MONITOR_WORKFLOW_TYPE = 'slaMonitor';
export const SLA_MONITOR_WAKE_SIGNAL = 'wake';

const QUIET_MS = 2_000;

/**
 * Wakes the SLA monitor for a threshold (`at`, epoch ms) that comes before the end of its sleep. Of many clocks that start
 * at once only the earliest is sent; a lost signal delays a card by no more than the monitor's longest sleep.
 */
export function createSlaMonitorWaker(deps: {
  temporal: Client;
  taskQueue: string;
  /** @default ignored: see above */
  onError?: (error: unknown) => void;
}): (at: number) => void {
  let last = { at: Infinity, toldAt: 0 };
  return (at) => {
    const now = Date.now();
    if (at >= last.at && now - last.toldAt < QUIET_MS) return;
    last = { at, toldAt: now };
    deps.temporal.workflow
      .signalWithStart(SLA_MONITOR_WORKFLOW_TYPE, {
        workflowId: SLA_MONITOR_WORKFLOW_ID,
        taskQueue: deps.taskQueue,
        signal: SLA_MONITOR_WAKE_SIGNAL,
        signalArgs: [at],
      })
      .catch((error: unknown) => deps.onError?.(error));
  };
}
