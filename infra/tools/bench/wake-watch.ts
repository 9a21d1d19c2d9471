import { Client, Connection } from '@temporalio/client';
import {
  SLA_MONITOR_WAKE_SIGNAL,
  SLA_MONITOR_WORKFLOW_ID,
} from '../../../domain/cases/sla-monitor/wake-sla-monitor.js';
import { temporalClientConnection } from '../../temporal/connection.js';
import type { BenchStack } from './bench-stack.js';

/** As a projection does that starts a clock which is earlier than what the SLA monitor sleeps for. */
export async function wakeSlaMonitor({ config, runtime }: BenchStack, at: Date): Promise<void> {
  const connection = await Connection.connect(
    temporalClientConnection({ ...config, TEMPORAL_ADDRESS: runtime.temporalAddress }),
  );
  try {
    const temporal = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
    await temporal.workflow.getHandle(SLA_MONITOR_WORKFLOW_ID).signal(SLA_MONITOR_WAKE_SIGNAL, at.getTime());
  } finally {
    await connection.close();
  }
}
