import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { startTemporal, type Temporal, type TemporalOptions } from '../../infra/local/temporal-server.js';

export interface TestTemporal {
  readonly server: Temporal;
  readonly client: Client;
  readonly close: () => Promise<void>;
}

/** Starts a Temporal server of the test's own. `keep`: its data survives a restart. */
export async function startTestTemporal(
  options: { keep?: boolean } & Pick<TemporalOptions, 'namespace' | 'settings'> = {},
): Promise<TestTemporal> {
  const cli = process.env['TEMPORAL_CLI'];
  if (!cli) throw new Error('TEMPORAL_CLI is not set: run the tests with npm test');
  const dataDir = mkdtempSync(join(tmpdir(), 'duban-temporal-'));
  const { keep, ...others } = options;
  const server = await startTemporal({ cli, dataDir, inMemory: !keep, ...others });
  const connection = await Connection.connect({ address: server.address });
  return {
    server,
    client: new Client({ connection, namespace: options.namespace }),
    close: async () => {
      await connection.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
