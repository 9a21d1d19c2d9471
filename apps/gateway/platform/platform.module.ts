import { Global, Logger, Module, type OnApplicationShutdown, Inject } from '@nestjs/common';
import { Client, Connection } from '@temporalio/client';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { ProcessCommands } from '../../../activities/process-commands/process-commands.js';
import { Projection } from '../../../activities/read-model/projection.js';
import { createWatchWaker } from '../../../activities/read-model/wake-watch.js';
import { TimeLimitService } from '../../../activities/time-limits/time-limit-service.js';
import { loadConfig, type Config } from '../../../infra/config/config.js';
import { createDataSource, poolOf } from '../../../infra/database/data-source.js';
import { temporalClientConnection } from '../../../infra/temporal/connection.js';
import { processes } from '../../../workflows/registry.js';
import { CONFIG, DATA_SOURCE, POOL, TEMPORAL } from './tokens.js';

/** What every part of the gateway stands on: settings, PostgreSQL, Temporal, and the way into running processes. */
@Global()
@Module({
  providers: [
    { provide: CONFIG, useFactory: () => loadConfig(process.env) },
    {
      provide: DATA_SOURCE,
      inject: [CONFIG],
      useFactory: (config: Config) =>
        createDataSource(config.DATABASE_URL!, {
          poolSize: 20,
          applicationName: 'duban-gateway',
        }).initialize(),
    },
    { provide: POOL, inject: [DATA_SOURCE], useFactory: poolOf },
    {
      provide: TEMPORAL,
      inject: [CONFIG],
      // Lazy: a gateway that starts while Temporal is away still accepts letters.
      useFactory: (config: Config) =>
        new Client({
          connection: Connection.lazy(temporalClientConnection(config)),
          namespace: config.TEMPORAL_NAMESPACE,
        }),
    },
    {
      provide: TimeLimitService,
      inject: [DATA_SOURCE],
      useFactory: (dataSource: DataSource) => new TimeLimitService(dataSource),
    },
    {
      provide: ProcessCommands,
      inject: [DATA_SOURCE, TEMPORAL, TimeLimitService, CONFIG],
      useFactory: (
        dataSource: DataSource,
        temporal: Client,
        timeLimits: TimeLimitService,
        config: Config,
      ) => {
        const taskQueue = config.TEMPORAL_TASK_QUEUE;
        const logger = new Logger('watch');
        // The watch looks by itself every few minutes: a wake-up that fails costs punctuality, never a card.
        const onError = (error: unknown): void =>
          logger.warn(`the watch could not be woken: ${String(error)}`);
        const wakeWatch = createWatchWaker({ temporal, taskQueue, onError });
        const projection = new Projection({ dataSource, timeLimits, processes, wakeWatch });
        return new ProcessCommands({ dataSource, temporal, timeLimits, taskQueue, projection, processes });
      },
    },
  ],
  exports: [CONFIG, DATA_SOURCE, POOL, TEMPORAL, TimeLimitService, ProcessCommands],
})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(TEMPORAL) private readonly temporal: Client,
    @Inject(POOL) readonly pool: Pool,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.temporal.connection.close();
    await this.dataSource.destroy();
  }
}
