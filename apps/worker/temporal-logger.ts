import type { Logger as TemporalLogger } from '@temporalio/worker';
import type { Logger } from 'pino';

/** Writes the log of Temporal's SDK in our format. Its `info` is about itself, so it becomes `debug`. */
export function temporalLogger(log: Logger): TemporalLogger {
  const own = log.child({ from: 'temporal' });
  const write =
    (level: 'trace' | 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, meta?: object): void =>
      own[level](withoutPayloads(meta), message);
  return {
    log: (level, message, meta) =>
      write(level.toLowerCase() as 'trace' | 'debug' | 'info' | 'warn' | 'error')(message, meta),
    trace: write('trace'),
    debug: write('debug'),
    info: write('debug'),
    warn: write('warn'),
    error: write('error'),
  };
}

/** Keeps ids, attempt and error, never arguments. Of a workflow that cannot be loaded only the run id is known. */
function withoutPayloads(meta: object = {}): object {
  const { workflowId, workflowType, runId, run_id, activityType, attempt, error } = meta as Record<
    string,
    unknown
  >;
  return { workflowId, workflowType, runId: runId ?? run_id, activityType, attempt, err: error };
}
