/**
 * Compares the read model with the histories of Temporal and prints what differs.
 *
 *     npm run reconcile                             what differs; exit code 1 when something does
 *     npm run reconcile -- --repair                 applies missing events, sends accepted commands again
 *     npm run reconcile -- --since 2015-06-01       only processes started since; default: the last 30 days
 *     npm run reconcile -- --sums                   has the worker build the sums of the letters' figures anew; compares nothing
 *
 * Uses DATABASE_URL and TEMPORAL_ADDRESS, or else the local stack that runs on DUBAN_DATA.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { createProcessServices } from '../../../domain/cases/services/process-services.js';
import { restartTally } from '../../../domain/letters/figures/keep-tally.js';
import { processes } from '../../../workflows/registry.js';
import { runCommand } from '../command-line/run-command.js';
import { loadConfig, type Config } from '../../config/config.js';
import { createDataSource } from '../../database/data-source.js';
import { assertSchemaSupported } from '../../database/supported-schema.js';
import { readRuntime } from '../../local/runtime.js';
import { temporalClientConnection } from '../../temporal/connection.js';
import { Reconciliation } from './reconcile.js';

const DAY_MS = 86_400_000;
const USAGE = 'Usage: npm run reconcile [-- --repair] [--since YYYY-MM-DD] | [-- --sums]';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      repair: { type: 'boolean', default: false },
      since: { type: 'string' },
      sums: { type: 'boolean', default: false },
    },
  });
  const since = values.since === undefined ? new Date(Date.now() - 30 * DAY_MS) : new Date(values.since);
  if (Number.isNaN(since.getTime())) throw new Error(`--since: '${values.since}' is not a date`);
  const config = withRuntime(loadConfig(process.env));

  const dataSource = await createDataSource(config.DATABASE_URL!, {
    applicationName: 'duban-reconcile',
  }).initialize();
  await assertSchemaSupported(dataSource);
  if (values.sums) {
    await restartTally(dataSource);
    await dataSource.destroy();
    console.log('the worker builds the sums of the figures anew');
    return 0;
  }
  const connection = await Connection.connect(temporalClientConnection(config));
  try {
    const temporal = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
    const taskQueue = config.TEMPORAL_TASK_QUEUE;
    const services = createProcessServices({ dataSource, temporal, taskQueue, onError: console.error });
    const reconciliation = new Reconciliation({ dataSource, temporal, processes, ...services });
    const { compared, found, left } = await reconciliation.run({ since, repair: values.repair });
    if (found.length > 0) console.table(found);
    const repaired = found.length - left.length;
    console.log(
      `${compared} processes compared, ${found.length} differences${values.repair ? `, ${repaired} repaired` : ''}`,
    );
    if (values.repair && left.length > 0) console.table(left);
    return left.length === 0 ? 0 : 1;
  } finally {
    await connection.close();
    await dataSource.destroy();
  }
}

/** What the environment does not name is that of the running local stack. */
function withRuntime(config: Config): Config {
  const runtime = readRuntime(config.DUBAN_DATA);
  const DATABASE_URL = config.DATABASE_URL ?? runtime?.databaseUrl;
  const TEMPORAL_ADDRESS = config.TEMPORAL_ADDRESS ?? runtime?.temporalAddress;
  if (!DATABASE_URL || !TEMPORAL_ADDRESS) {
    throw new Error(
      'nothing to compare: start the stack with npm start, or set DATABASE_URL and TEMPORAL_ADDRESS',
    );
  }
  return { ...config, DATABASE_URL, TEMPORAL_ADDRESS };
}

await runCommand(main, USAGE);
