/**
 * The worker: runs the workflows and their activities, and resumes commands that a gateway left behind. Any number of
 * them may run.
 *
 *     node --import ./dist/infra/temporal/tuning/workflow-threads.js dist/apps/worker/main.js
 */
import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import {
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type Logger as TemporalLogger,
} from '@temporalio/worker';
import { pino, type Logger } from 'pino';
import { workerBusinesses } from '../../activities/businesses.js';
import type { OpenInspector } from '../../domain/campaigns/inspect-campaign.js';
import { closeRenderThreads } from '../../domain/documents/render.js';
import { createActivities, missingSteps } from '../../activities/index.js';
import { limitLongSteps } from '../../activities/limit-long-steps.js';
import { startReportingFailingWorkflows } from '../../domain/cases/incidents/failing-workflows.js';
import { startSweeper } from '../../domain/cases/commands/sweeper.js';
import { createProcessServices } from '../../domain/cases/services/process-services.js';
import { startRecalculations } from '../../domain/cases/recalculation/start-recalculations.js';
import { startStuckClockRetries } from '../../domain/cases/recalculation/stuck-clocks.js';
import { keepSlaMonitorRunning } from '../../domain/cases/sla-monitor/keep-sla-monitor-running.js';
import { startGapFilling } from '../../domain/cases/read-model/fill-gaps.js';
import { startEndingLostProcesses } from '../../domain/cases/read-model/end-lost-processes.js';
import { HostGate } from '../../domain/inspection/http/host-gate.js';
import type { InspectionSettings } from '../../infra/database/entities/campaigns.js';
import { createInspector, type Inspector } from '../../domain/inspection/inspector.js';
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

/** Projection and steps are short statements: more connections than this only make them wait in PostgreSQL. */
const POOL_SIZE = 10;

/**
 * So many calls wait for workflow tasks. A task that finds nobody waiting is written down by the server and found again
 * later: with 10, beginning a letter took five seconds whenever many were under way; with 40 a letter also costs a fifth
 * less CPU.
 */
const WORKFLOW_TASK_POLLERS = 40;

/**
 * Heartbeats are held back so long at most. A step whose worker is silent for 15 seconds (workflows/engine/temporal/process-workflow.ts)
 * is given to another one; on a busy machine the event loop was held up for two of them (`npm run bench -- inspect`).
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
  // Installed after the checks, because the runtime keeps a worker that was refused from ending. The core's own lines as
  // well, in JSON like the others: of a failed workflow task they have the run id.
  const filter = makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' });
  Runtime.install({
    logger: temporalLogger(log),
    telemetryOptions: { logging: { forward: {}, filter } },
  });
  const clientConnection = await Connection.connect(temporalClientConnection(config));
  const interceptors = { workflow: buildIdInterceptors(config, WORKER_BUILD_ID) };
  const temporal = new Client({ connection: clientConnection, namespace, interceptors });
  const onError = (err: unknown): void => log.error({ err }, 'the SLA monitor could not be woken');
  const services = createProcessServices({ dataSource, temporal, taskQueue, onError });
  const gates = new Map<string, HostGate>();
  const openInspector: OpenInspector = (site) => createCampaignInspector(site, config, gates);
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

  const repetitions = [
    keepSlaMonitorRunning({ temporal, taskQueue }, { log }),
    startEndingLostProcesses({ dataSource, temporal, processes }, { log }),
    startGapFilling({ dataSource, temporal, ...services }, { log }),
    startSweeper(services.commands, { log }),
    startReportingFailingWorkflows({ dataSource, temporal }, { log }),
    startRecalculations({ dataSource, processes, ...services, log }, { log }),
    startStuckClockRetries({ dataSource, ...services, log }),
    ...workerBusinesses.flatMap(({ jobs = [] }) =>
      jobs.map((start) => start({ dataSource, commands: services.commands, openInspector }, { log })),
    ),
  ];
  log.info({ taskQueue, namespace }, 'worker is running');
  try {
    await worker.run();
  } finally {
    await Promise.all(repetitions.map((repetition) => repetition.stop()));
    await closeRenderThreads();
    await connection.close();
    await clientConnection.close();
    await dataSource.destroy();
  }
}

/**
 * A campaign reaches no more networks than it names; it may name only those that the operator lists. Departments that
 * are rechecked at the same time share the gate, and so what the site is asked for in a second.
 */
function createCampaignInspector(
  { allow, rate, concurrency }: InspectionSettings,
  config: Config,
  gates: Map<string, HostGate>,
): Inspector {
  const kind = `${rate}/${concurrency}`;
  const gate = gates.get(kind) ?? new HostGate({ concurrency, ratePerSecond: rate });
  gates.set(kind, gate);
  const options = { allowLoopback: false, browser: true, rate, concurrency, json: false, out: null };
  const allowed = config.DUBAN_INSPECT_ALLOW.filter((network) => allow.includes(network));
  return createInspector(options, { ...config, DUBAN_INSPECT_ALLOW: allowed }, true, gate);
}

/** What Temporal says, in our format; its finer levels are about itself. */
function temporalLogger(log: Logger): TemporalLogger {
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

/** Only what says where and why: never arguments. The run id is all that is known of a workflow that cannot be loaded. */
function withoutPayloads(meta: object = {}): object {
  const { workflowId, workflowType, runId, run_id, activityType, attempt, error } = meta as Record<
    string,
    unknown
  >;
  return { workflowId, workflowType, runId: runId ?? run_id, activityType, attempt, err: error };
}

const config = loadConfig(process.env);
const log = pino({ level: config.DUBAN_LOG_LEVEL, base: { program: 'worker', pid: process.pid } });
try {
  await main(config, log);
} catch (err) {
  log.fatal({ err }, 'the worker ended');
  process.exitCode = 1;
}
