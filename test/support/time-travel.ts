import { TestWorkflowEnvironment } from '@temporalio/testing';
import { Client } from '@temporalio/client';
import { NativeConnection, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import type { OpenInspector } from '../../domain/campaigns/inspect-campaign.js';
import { createGateway } from '../../apps/gateway/create-gateway.js';
import { createActivities } from '../../activities/index.js';
import type { ProcessCommands } from '../../domain/cases/commands/process-commands.js';
import { createProcessServices } from '../../domain/cases/services/process-services.js';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import { loadConfig } from '../../infra/config/config.js';
import type { SlaMonitorActivities } from '../../workflows/sla-monitor/workflow.js';
import { createTestDatabase } from './database.js';
import { refuseInspection } from './permit-harness.js';
import { quietly } from './processes-on-temporal.js';

export interface TimeTravel {
  /** Address of the gateway. */
  readonly url: string;
  readonly dataSource: DataSource;
  readonly query: <R = Record<string, unknown>>(sql: string, values?: unknown[]) => Promise<R[]>;
  /** The way into processes below the gateway and its checks. */
  readonly commands: ProcessCommands;
  /** Lets time pass for Temporal, its worker and the gateway's clock. Sessions expire by it. */
  readonly pass: (ms: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

const TASK_QUEUE = 'duban';
const RealDate = Date;

/**
 * Gateway and worker of a real installation on a Temporal server that skips time, in this program: so that a period of
 * 30 days passes in a second. Only PostgreSQL keeps the time of the machine.
 */
export async function startTimeTravel(
  options: { readonly openInspector?: OpenInspector } = {},
): Promise<TimeTravel> {
  const { openInspector = refuseInspection } = options;
  const path = process.env['TEMPORAL_TEST_SERVER'];
  if (!path) throw new Error('TEMPORAL_TEST_SERVER is not set: run the tests with npm test');
  quietly();
  const executable = { type: 'existing-path', path } as const;
  const [environment, database, folder] = await Promise.all([
    TestWorkflowEnvironment.createTimeSkipping({ server: { executable } }),
    createTestDatabase(),
    mkdtemp(join(tmpdir(), 'gateway-')),
  ]);
  const { dataSource, url: databaseUrl } = database;
  // Not the environment's own client, which skips time whenever a result is awaited.
  const temporal = new Client({ connection: environment.connection });
  const services = createProcessServices({
    dataSource,
    temporal,
    taskQueue: TASK_QUEUE,
    onError: () => undefined,
  });
  const activities = createActivities({ dataSource, ...services, openInspector });
  const connection = await NativeConnection.connect({ address: environment.address });
  const worker = await Worker.create({
    connection,
    taskQueue: TASK_QUEUE,
    workflowBundle: (await bundleWorkflows()) as WorkflowBundleWithSourceMap,
    activities: { ...activities, issueDueCards: seldom(activities.issueDueCards) },
  });
  const running = worker.run();
  const config = loadConfig({
    DATABASE_URL: databaseUrl,
    DUBAN_DATA: folder,
    TEMPORAL_TASK_QUEUE: TASK_QUEUE,
    DUBAN_CAPTCHA_COST: '1',
  });
  const app = await createGateway({
    config,
    log: pino({ level: 'error' }),
    temporal,
    now: () => Date.now(), // moved by keepTime, unlike the database's
  });
  await app.listen(0, '127.0.0.1');
  await keepTime(environment);

  return {
    url: await app.getUrl(),
    dataSource,
    query: <R>(sql: string, values: unknown[] = []) => dataSource.query(sql, values) as Promise<R[]>,
    commands: services.commands,
    pass: async (ms) => {
      await environment.sleep(ms);
      await keepTime(environment);
    },
    close: async () => {
      globalThis.Date = RealDate;
      await app.close();
      worker.shutdown();
      await running;
      await connection.close();
      await environment.teardown();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/** The SLA monitor runs every few minutes; when a month passes in a second, every six hours is enough. */
const seldom = (
  issueDueCards: SlaMonitorActivities['issueDueCards'],
): SlaMonitorActivities['issueDueCards'] => {
  return async ({ now }) => {
    await issueDueCards({ now });
    return { nextAt: now + 6 * 3_600_000 };
  };
};

/** Lets `Date` in this program continue from the server's time. */
async function keepTime(environment: TestWorkflowEnvironment): Promise<void> {
  const offset = (await environment.currentTimeMs()) - RealDate.now();
  globalThis.Date = class extends RealDate {
    constructor(...args: [] | ConstructorParameters<typeof RealDate>) {
      if (args.length === 0) super(RealDate.now() + offset);
      else super(...(args as ConstructorParameters<typeof RealDate>));
    }
    static override now(): number {
      return RealDate.now() + offset;
    }
  } as DateConstructor;
}
