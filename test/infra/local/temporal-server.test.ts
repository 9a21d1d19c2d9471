import { Client, Connection } from '@temporalio/client';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadConfig } from '../../../infra/config/config.js';
import { findTemporalCli } from '../../../infra/local/temporal-cli.js';
import { startTemporal, type Temporal } from '../../../infra/local/temporal-server.js';
import { temporaryFolder } from './temporary-folder.js';

const folder = await temporaryFolder();
const dataDir = join(folder.path, 'temporal');
const onSpawn = (pid: number): void => folder.record('temporal', pid);
let cli: string;
let temporal: Temporal;

beforeAll(async () => {
  cli = await findTemporalCli(loadConfig(process.env));
  temporal = await startTemporal({ cli, dataDir, onSpawn, namespace: 'duban-test' });
});

afterAll(() => temporal.stop());

async function withClient<T>(use: (client: Client, connection: Connection) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: temporal.address });
  try {
    return await use(new Client({ connection, namespace: 'duban-test' }), connection);
  } finally {
    await connection.close();
  }
}

it('the Temporal server keeps its workflows when it is killed and answers again at the same address', async () => {
  await withClient((client) =>
    client.workflow.start('letter', { workflowId: 'letter/1', taskQueue: 'nobody-works-here' }),
  );
  const { pid, address } = temporal;

  await temporal.kill();
  await temporal.restart();

  expect(temporal.address).toBe(address);
  expect(temporal.pid).not.toBe(pid);
  const { status } = await withClient((client) => client.workflow.getHandle('letter/1').describe());
  expect(status.name).toBe('RUNNING');
});

it('the Temporal server keeps histories of ended processes for a year', async () => {
  const { config } = await withClient((_, connection) =>
    connection.workflowService.describeNamespace({ namespace: 'duban-test' }),
  );

  expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(365 * 86_400);
});

it('the Temporal server lists workflows by type and by state with a tenth of the indexes', async () => {
  const database = new DatabaseSync(join(dataDir, 'temporal.db'), { readOnly: true });
  const names = database
    .prepare(
      `SELECT name FROM sqlite_master WHERE tbl_name = 'executions_visibility' AND type = 'index' ORDER BY name`,
    )
    .all()
    .map(({ name }) => name);
  database.close();
  expect(names).toEqual([
    'by_execution_time',
    'by_status',
    'by_workflow_id',
    'by_workflow_type',
    'default_idx',
    'sqlite_autoindex_executions_visibility_1',
  ]);

  const listed = withClient(async (client) => {
    for (;;) {
      const found: string[] = [];
      const query = `WorkflowType = 'letter' AND ExecutionStatus = 'Running'`;
      for await (const { workflowId } of client.workflow.list({ query })) found.push(workflowId);
      if (found.length > 0) return found;
      await sleep(100);
    }
  });
  expect(await listed).toEqual(['letter/1']);
});

it('an in-memory Temporal server forgets everything', async () => {
  const forgetful = await startTemporal({ cli, dataDir: join(dataDir, 'memory'), inMemory: true });
  await forgetful.restart();
  await forgetful.stop();

  expect(await forgetful.exited).toEqual({ code: 0, signal: null });
});

it('a program that is no Temporal is reported with the log to read', async () => {
  const start = startTemporal({ cli: '/bin/false', dataDir: join(dataDir, 'bad'), inMemory: true });

  await expect(start).rejects.toMatchObject({
    code: 'TEMPORAL_FAILED',
    message: expect.stringContaining('temporal.log'),
  });
});
