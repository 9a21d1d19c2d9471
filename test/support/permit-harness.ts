import { join } from 'node:path';
import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/index.js';
import { ProcessCommands, type ProcessCommandsDeps } from '../../domain/cases/commands/process-commands.js';
import { Projection } from '../../domain/cases/read-model/projection.js';
import { TimeLimitService } from '../../domain/cases/time-limits/time-limit-service.js';
import { bundleWorkflows } from '../../apps/worker/bundle-workflows.js';
import { longestCall } from '../../infra/temporal/tuning/longest-call.js';
import { createTestDatabase } from './database.js';
import { startTestTemporal } from './temporal.js';
import { faultyProcess } from './workflows/faulty-process.js';
import { permitProcess } from './workflows/permit-process.js';

export interface PermitHarness {
  readonly deps: ProcessCommandsDeps & { readonly projection: Projection };
  readonly commands: ProcessCommands;
  /** Runs a function while no worker runs: the next one receives everything at once. */
  readonly withoutWorker: <T>(work: () => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

const TASK_QUEUE = 'permits';

export const refuseInspection = (): never => {
  throw new Error('no site is inspected here');
};

/**
 * Runs the permit process and a faulty one on PostgreSQL, Temporal and a worker of their own.
 *
 * @param options.settings of the Temporal server
 * @param options.edit changes the code of the workflow bundle, for behaviours with a defect
 */
export async function startPermits({
  settings = {},
  edit = (code) => code,
}: {
  settings?: Readonly<Record<string, string>>;
  edit?: (code: string) => string;
} = {}): Promise<PermitHarness> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const [database, temporal] = await Promise.all([createTestDatabase(), startTestTemporal({ settings })]);
  const { dataSource } = database;
  const timeLimits = new TimeLimitService(dataSource);
  const processes = [permitProcess, faultyProcess];
  const projection = new Projection({ dataSource, timeLimits, wakeSlaMonitor: () => undefined, processes });
  const connection = await NativeConnection.connect({ address: temporal.server.address });
  const { code } = await bundleWorkflows(join(import.meta.dirname, 'workflows', 'index.ts'));
  const work = async (): Promise<() => Promise<void>> => {
    const worker = await Worker.create({
      connection,
      taskQueue: TASK_QUEUE,
      workflowBundle: { code: edit(code) },
      ...longestCall({ DUBAN_TUNING_OFF: [] }),
      activities: {
        ...createActivities({ dataSource, timeLimits, projection, openInspector: refuseInspection }),
        'faulty.fail': async () => {
          throw ApplicationFailure.nonRetryable('the answer is too large', 'TooLarge');
        },
      },
    });
    const running = worker.run();
    return () => {
      worker.shutdown();
      return running;
    };
  };
  let rest = await work();
  const deps = {
    dataSource,
    temporal: temporal.client,
    timeLimits,
    taskQueue: TASK_QUEUE,
    projection,
    processes,
  };
  return {
    deps,
    commands: new ProcessCommands(deps),
    withoutWorker: async (meanwhile) => {
      await rest();
      const done = await meanwhile();
      rest = await work();
      return done;
    },
    close: async () => {
      await rest();
      await connection.close();
      await temporal.close();
      await database.drop();
    },
  };
}
