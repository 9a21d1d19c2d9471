/**
 * The worker: runs the workflows, their activities and the jobs. Any number of workers may run.
 *
 *     node --import ./dist/infra/temporal/tuning/workflow-threads.js dist/apps/worker/main.js
 */
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { closeRenderThreads } from '../../domain/documents/render.js';
import { createActivities, missingSteps } from '../../activities/index.js';
import { limitLongSteps } from '../../activities/limit-long-steps.js';
import { createProcessServices } from '../../domain/cases/services/process-services.js';
import { loadConfig, type Config } from '../../infra/config/config.js';
import { isTuned } from '../../infra/config/tuning.js';
import { createDataSource } from '../../infra/database/data-source.js';
import { usePreparedStatements } from '../../infra/database/prepared.js';
import { assertProgramRole } from '../../infra/database/program-role.js';
import { assertSchemaSupported } from '../../infra/database/supported-schema.js';
import { temporalClientConnection, temporalWorkerConnection } from '../../infra/temporal/connection.js';
import { buildIdInterceptors } from '../../infra/temporal/tuning/build-ids.js';
import { longestCall } from '../../infra/temporal/tuning/longest-call.js';
import { WORKER_BUILD_ID } from '../../workflows/engine/definition/commands.js';
import { processes } from '../../workflows/registry.js';
import { workflowBundlePath } from './bundle-workflows.js';
import { createCampaignInspectors } from './campaign-inspectors.js';
import { startJobs } from './jobs/jobs.js';
import { temporalLogger } from './temporal-logger.js';

/** Projection and steps run short statements: with more connections they only wait in PostgreSQL. */
const POOL_SIZE = 10;

/**
 * Polls that wait for workflow tasks. A task that no poll waits for is stored by the server and matched later: with 10
 * polls, starting a letter took five seconds under load; with 40 a letter also costs a fifth less CPU.
 */
const WORKFLOW_TASK_POLLERS = 40;

/**
 * Longest delay of heartbeats. Temporal fails an attempt after five missed heartbeats (15 s,
 * workflows/engine/temporal/process-workflow.ts); on a busy machine the event loop was blocked for two of them
 * (`npm run bench -- inspect`).
 */
const HEARTBEAT_EVERY = '3 seconds';

async function main(config: Config, log: Logger): Promise<void> {
  if (!config.DATABASE_URL)
    throw new Error('DATABASE_URL is not set (npm start sets it for the local stack)');
  if (!existsSync(workflowBundlePath)) throw new Error(`${workflowBundlePath} is missing: run npm run build`);
  const { TEMPORAL_NAMESPACE: namespace, TEMPORAL_TASK_QUEUE: taskQueue } = config;
  usePreparedStatements(isTuned(config, 'prepared-statements'));
  const dataSource = await createDataSource(config.DATABASE_URL, {
    poolSize: POOL_SIZE,
    applicationName: 'duban-worker',
  }).initialize();
  await assertProgramRole(dataSource);
  await assertSchemaSupported(dataSource);
  // Installed after the checks, because the runtime keeps a worker that was refused from ending. The lines of the core are
  // forwarded in JSON as well: they have the run id of a failed workflow task.
  const filter = makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' });
  Runtime.install({
    logger: temporalLogger(log),
    telemetryOptions: { logging: { forward: {}, filter } },
  });
  const clientConnection = await Connection.connect(temporalClientConnection(config));
  const interceptors = { workflow: buildIdInterceptors(config, WORKER_BUILD_ID) };
  const temporal = new Client({ connection: clientConnection, namespace, interceptors });
  const onError = (err: unknown): void => log.error({ err }, 'could not wake the SLA monitor');
  const services = createProcessServices({ dataSource, temporal, taskQueue, onError });
  const openInspector = createCampaignInspectors(config);
  const activities = limitLongSteps(
    createActivities({ dataSource, ...services, openInspector, log }),
    processes,
  );
  for (const type of missingSteps(processes, activities))
    log.error({ type }, 'a declared step is not implemented');

  const connection = await NativeConnection.connect(temporalWorkerConnection(config));
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    buildId: WORKER_BUILD_ID,
    workflowBundle: { codePath: workflowBundlePath },
    activities,
    ...longestCall(config),
    maxCachedWorkflows: config.DUBAN_MAX_CACHED_WORKFLOWS,
    maxConcurrentWorkflowTaskExecutions: 200,
    maxConcurrentActivityTaskExecutions: 100,
    workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: WORKFLOW_TASK_POLLERS },
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 4 },
    maxHeartbeatThrottleInterval: HEARTBEAT_EVERY,
    shutdownGraceTime: '10 seconds',
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'shutting down');
      if (worker.getState() === 'RUNNING') worker.shutdown();
    });
  }

  const jobs = startJobs({ dataSource, temporal, taskQueue, processes, openInspector, log, ...services });
  log.info({ taskQueue, namespace }, 'worker is running');
  try {
    await worker.run();
  } finally {
    await Promise.all(jobs.map((job) => job.stop()));
    await closeRenderThreads();
    await connection.close();
    await clientConnection.close();
    await dataSource.destroy();
  }
}

const config = loadConfig(process.env);
const log = pino({ level: config.DUBAN_LOG_LEVEL, base: { program: 'worker', pid: process.pid } });
try {
  await main(config, log);
} catch (err) {
  log.fatal({ err }, 'the worker ended');
  process.exitCode = 1;
}
