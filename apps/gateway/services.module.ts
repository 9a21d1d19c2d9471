import {
  Global,
  Inject,
  Logger,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { closeListThreads } from '../../domain/catalogue/list-threads.js';
import { closeRenderThreads } from '../../domain/documents/render.js';
import { closeRedactionThreads } from '../../domain/redaction/redaction-threads.js';
import { ProcessCommands } from '../../domain/cases/commands/process-commands.js';
import { createProcessServices, type ProcessServices } from '../../domain/cases/services/process-services.js';
import { TimeLimitService } from '../../domain/cases/time-limits/time-limit-service.js';
import { ConfigError, type Config } from '../../infra/config/config.js';
import { isTuned } from '../../infra/config/tuning.js';
import { createDataSource, createListPool, poolOf } from '../../infra/database/data-source.js';
import { usePreparedStatements } from '../../infra/database/prepared.js';
import { assertProgramRole } from '../../infra/database/program-role.js';
import { assertSchemaSupported } from '../../infra/database/supported-schema.js';
import { temporalClientConnection } from '../../infra/temporal/connection.js';
import { buildIdInterceptors } from '../../infra/temporal/tuning/build-ids.js';
import { WORKER_BUILD_ID } from '../../workflows/engine/definition/commands.js';
import { MeteredCommands } from './cases/commands/metered-commands.js';
import { CONFIG, DATA_SOURCE, LIST_POOL, POOL, TEMPORAL } from './platform/tokens.js';

const SERVICES = Symbol('ProcessServices');
/** Statements are short: with more connections they would only wait in PostgreSQL instead of here. */
const POOL_SIZE = 10;
const LIST_POOL_SIZE = 4;

/** Provides configuration, PostgreSQL, Temporal and the commands of processes. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(LIST_POOL) private readonly listPool: Pool,
    @Inject(TEMPORAL) private readonly temporal: Client,
  ) {}

  /** @param temporal instead of a client for the configured Temporal */
  static with(config: Config, temporal?: Client): DynamicModule {
    return {
      module: PlatformModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: DATA_SOURCE, useFactory: () => connectDatabase(config) },
        { provide: POOL, inject: [DATA_SOURCE], useFactory: poolOf },
        { provide: LIST_POOL, inject: [DATA_SOURCE], useFactory: () => connectLists(config) },
        { provide: TEMPORAL, useFactory: () => temporal ?? connectTemporal(config) },
        {
          provide: SERVICES,
          inject: [DATA_SOURCE, TEMPORAL],
          useFactory: (dataSource: DataSource, client: Client) => {
            const logger = new Logger('sla-monitor');
            // The SLA monitor also polls every few minutes: a lost wake-up delays a card, never loses it.
            const onError = (error: unknown): void =>
              logger.warn(`the SLA monitor could not be woken: ${String(error)}`);
            const taskQueue = config.TEMPORAL_TASK_QUEUE;
            return createProcessServices({ dataSource, temporal: client, taskQueue, onError });
          },
        },
        {
          provide: TimeLimitService,
          inject: [SERVICES],
          useFactory: ({ timeLimits }: ProcessServices) => timeLimits,
        },
        {
          provide: ProcessCommands,
          inject: [SERVICES],
          useFactory: ({ commands }: ProcessServices) => commands,
        },
        MeteredCommands,
      ],
      exports: [
        ...[CONFIG, DATA_SOURCE, POOL, LIST_POOL, TEMPORAL],
        ...[TimeLimitService, ProcessCommands, MeteredCommands],
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([closeRenderThreads(), closeListThreads(), closeRedactionThreads()]);
    await this.temporal.connection.close();
    await this.listPool.end();
    await this.dataSource.destroy();
  }
}

async function connectDatabase(config: Config): Promise<DataSource> {
  const { DATABASE_URL } = config;
  if (!DATABASE_URL)
    throw new ConfigError(['DATABASE_URL: is not set (npm start sets it for the local stack)']);
  usePreparedStatements(isTuned(config, 'prepared-statements'));
  const dataSource = await createDataSource(DATABASE_URL, {
    poolSize: POOL_SIZE,
    applicationName: 'duban-gateway',
  }).initialize();
  await assertProgramRole(dataSource);
  await assertSchemaSupported(dataSource);
  return dataSource;
}

/** Connects with the first list; the other pool has verified the settings by then. */
function connectLists(config: Config): Pool {
  const logger = new Logger('lists');
  return createListPool(config.DATABASE_URL!, {
    plans: isTuned(config, 'list-plans'),
    poolSize: LIST_POOL_SIZE,
    applicationName: 'duban-gateway-lists',
    onError: (error) => logger.warn(`lost a connection: ${error.message}`),
  });
}

/** Connects with the first call: a gateway that starts while Temporal is unavailable still accepts letters. */
function connectTemporal(config: Config): Client {
  const connection = Connection.lazy(temporalClientConnection(config));
  const interceptors = { workflow: buildIdInterceptors(config, WORKER_BUILD_ID) };
  return new Client({ connection, namespace: config.TEMPORAL_NAMESPACE, interceptors });
}
