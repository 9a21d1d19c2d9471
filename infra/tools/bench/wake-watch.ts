import { Client, Connection } from '@temporalio/client';
import { WATCH_WAKE_SIGNAL, WATCH_WORKFLOW_ID } from '../../../domain/cases/sla-monitor/wake-sla-monitor.js';
import { temporalClientConnection } from '../../temporal/connection.js';
import type { BenchStack } from './bench-stack.js';

/** As a projection does that starts a clock which is earlier than what the watch sleeps for. */
export async function wakeWatch({ config, runtime }: BenchStack, at: Date): Promise<void> {
  const connection = await Connection.connect(
    temporalClientConnection({ ...config, TEMPORAL_ADDRESS: runtime.temporalAddress }),
  );
  try {
    const temporal = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
    await temporal.workflow.getHandle(WATCH_WORKFLOW_ID).signal(WATCH_WAKE_SIGNAL, at.getTime());
  } finally {
    await connection.close();
  }
}
