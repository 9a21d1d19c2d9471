import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Config } from '../../../infra/config/config.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Public } from '../auth/actor.js';
import { CONFIG, POOL, TEMPORAL } from '../platform/tokens.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { cachedFor } from './cached-for.js';

const WORKFLOW_TASKS = 1;
const PATIENCE_MS = 2_000;
const CACHED_MS = 1_000;

export class LiveView {
  @ApiProperty({ enum: ['live'] }) status!: 'live';
}
export class ReadyView {
  @ApiProperty({ enum: ['ready'] }) status!: 'ready';
  @ApiProperty() database!: boolean;
  @ApiProperty() temporal!: boolean;
  @ApiProperty({ description: 'A worker polls our task queue' }) worker!: boolean;
}

@ApiTags('health')
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TEMPORAL) private readonly temporal: Client,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('health/live')
  @ApiOperation({ summary: 'The gateway answers' })
  @ApiOkResponse({ type: LiveView })
  live(): LiveView {
    return { status: 'live' };
  }

  @Get('health/ready')
  @ApiOperation({ summary: 'PostgreSQL and Temporal answer, and a worker polls; as of the last second' })
  @ApiOkResponse({ type: ReadyView })
  @ProblemCodes('NOT_READY')
  ready(): Promise<ReadyView> {
    return this.cached();
  }

  private readonly cached = cachedFor(CACHED_MS, () => this.look());

  private async look(): Promise<ReadyView> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const [database, worker] = await Promise.allSettled([
      orAborted(this.pool.query('SELECT 1'), patience),
      orAborted(this.workerPolls(), patience),
    ]);
    const parts = {
      database: database.status === 'fulfilled',
      temporal: worker.status === 'fulfilled',
      worker: worker.status === 'fulfilled' && worker.value,
    };
    const missing = Object.entries(parts).flatMap(([part, ok]) => (ok ? [] : [part]));
    if (missing.length > 0) throw new DubanError('NOT_READY', `not ready: ${missing.join(', ')}`);
    return { status: 'ready', ...parts };
  }

  private async workerPolls(): Promise<boolean> {
    const { pollers } = await this.temporal.withDeadline(Date.now() + PATIENCE_MS, () =>
      this.temporal.workflowService.describeTaskQueue({
        namespace: this.config.TEMPORAL_NAMESPACE,
        taskQueue: { name: this.config.TEMPORAL_TASK_QUEUE },
        taskQueueType: WORKFLOW_TASKS,
      }),
    );
    return (pollers ?? []).length > 0;
  }
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
