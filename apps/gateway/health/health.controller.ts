import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Config } from '../../../infra/config/config.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Public } from '../auth/actor.js';
import { CONFIG, POOL, TEMPORAL } from '../platform/tokens.js';

const WORKFLOW_TASKS = 1;
const PATIENCE_MS = 2_000;

@ApiTags('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TEMPORAL) private readonly temporal: Client,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'PostgreSQL and Temporal answer, and a worker polls' })
  async ready() {
    const [database, worker] = await Promise.allSettled([this.pool.query('SELECT 1'), this.workerPolls()]);
    const report = {
      database: database.status === 'fulfilled',
      temporal: worker.status === 'fulfilled',
      worker: worker.status === 'fulfilled' && worker.value,
    };
    const missing = Object.entries(report).flatMap(([part, ok]) => (ok ? [] : [part]));
    if (missing.length > 0) throw new DubanError('NOT_READY', `not ready: ${missing.join(', ')}`);
    return { status: 'ready', ...report };
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
