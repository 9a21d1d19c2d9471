import type { Client, Connection } from '@temporalio/client';

/** How long a namespace keeps histories after their workflow has ended. */
export async function retentionMs(temporal: Client): Promise<number> {
  const connection = temporal.connection as Connection;
  return retentionOf(connection, temporal.options.namespace);
}

/** As above, of a namespace that is named. */
export async function retentionOf(
  connection: Pick<Connection, 'workflowService'>,
  namespace: string,
): Promise<number> {
  const { config } = await connection.workflowService.describeNamespace({ namespace });
  const seconds = config?.workflowExecutionRetentionTtl?.seconds;
  // Zero and unset mean the same: they are kept for good.
  return Number(seconds ?? 0) === 0 ? Infinity : Number(seconds) * 1000;
}
