import type { Client } from '@temporalio/client';

/** The one workflow that issues cards (workflows/sla-monitor). */
export const WATCH_WORKFLOW_ID = 'time-limit-watch';
export const WATCH_WORKFLOW_TYPE = 'timeLimitWatch';
export const WATCH_WAKE_SIGNAL = 'wake';

const QUIET_MS = 2_000;

/**
 * Tells the watch that a threshold is reached at `at`, earlier than it sleeps. Of many clocks that start at once only the
 * earliest is told; a signal that is lost costs no more than the watch's own longest sleep.
 */
export function createWatchWaker(deps: {
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
      .signalWithStart(WATCH_WORKFLOW_TYPE, {
        workflowId: WATCH_WORKFLOW_ID,
        taskQueue: deps.taskQueue,
        signal: WATCH_WAKE_SIGNAL,
        signalArgs: [at],
      })
      .catch((error: unknown) => deps.onError?.(error));
  };
}
