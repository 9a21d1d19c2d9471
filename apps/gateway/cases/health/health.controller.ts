import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Client } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Config } from '../../../../infra/config/config.js';
import { SlaMonitorRepository } from '../../../../domain/cases/sla-monitor/sla-monitor.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { Public } from '../../platform/identity/actor.js';
import { CONFIG, POOL, TEMPORAL } from '../../platform/tokens.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { StreamHealth } from '../../platform/event-streams/stream-health.js';
import { cachedFor } from './cached-for.js';
import { ClockCheck } from './clock-check.js';

const WORKFLOW_TASKS = 1;
const TIMEOUT_MS = 2_000;
const CACHED_MS = 1_000;
/** A poll lasts a minute; Temporal lists a poller for some minutes after its last poll. */
const POLLED_WITHIN_MS = 75_000;
/** The SLA monitor counts as dead when its next turn is later than this. */
const SLA_MONITOR_BEHIND_SECONDS = 60;

export class LiveView {
  @ApiProperty({ enum: ['live'] }) status!: 'live';
}
export class ReadyView {
  @ApiProperty({ enum: ['ready'] }) status!: 'ready';
  @ApiProperty() database!: boolean;
  @ApiProperty() temporal!: boolean;
  @ApiProperty({ description: 'A worker polls our task queue' }) worker!: boolean;
  @ApiProperty({ description: 'The SLA monitor runs on time' }) watch!: boolean;
  @ApiProperty({ description: 'Event streams can read news' }) streams!: boolean;
  @ApiProperty({ description: 'The clock of the gateway agrees with that of the database to 2 s' })
  clock!: boolean;
}

@ApiTags('health')
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(TEMPORAL) private readonly temporal: Client,
    @Inject(CONFIG) private readonly config: Config,
    private readonly streams: StreamHealth,
    private readonly clock: ClockCheck,
  ) {}

  @Get('health/live')
  @ApiOperation({ summary: 'Check that the gateway answers' })
  @ApiOkResponse({ type: LiveView })
  live(): LiveView {
    return { status: 'live' };
  }

  @Get('health/ready')
  @ApiOperation({
    summary: 'Check that the gateway can work',
    description:
      'PostgreSQL and Temporal answer, a worker polls, the SLA monitor runs, the clock is right. At most a second old.',
  })
  @ApiOkResponse({ type: ReadyView })
  @ProblemCodes('NOT_READY')
  ready(): Promise<ReadyView> {
    return this.cached();
  }

  private readonly cached = cachedFor(CACHED_MS, () => this.check());

  private async check(): Promise<ReadyView> {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const [database, worker] = await Promise.allSettled([
      orAborted(new SlaMonitorRepository(this.pool).secondsBehind(), timeout),
      orAborted(this.workerPolls(), timeout),
    ]);
    const behind = database.status === 'fulfilled' ? database.value : null;
    const parts = {
      database: database.status === 'fulfilled',
      temporal: worker.status === 'fulfilled',
      worker: worker.status === 'fulfilled' && worker.value,
      watch: behind !== null && behind <= SLA_MONITOR_BEHIND_SECONDS,
      streams: this.streams.isHealthy,
      clock: this.clock.isRight,
    };
    const missing = Object.entries(parts).flatMap(([part, ok]) => (ok ? [] : [part]));
    if (missing.length > 0)
      throw new DubanError('NOT_READY', detail('platform.notReady', { parts: missing }));
    return { status: 'ready', ...parts };
  }

  private async workerPolls(): Promise<boolean> {
    const { pollers } = await this.temporal.withDeadline(Date.now() + TIMEOUT_MS, () =>
      this.temporal.workflowService.describeTaskQueue({
        namespace: this.config.TEMPORAL_NAMESPACE,
        taskQueue: { name: this.config.TEMPORAL_TASK_QUEUE },
        taskQueueType: WORKFLOW_TASKS,
      }),
    );
    const since = Date.now() - POLLED_WITHIN_MS;
    return (pollers ?? []).some(({ lastAccessTime: at }) => !at || Number(at.seconds) * 1000 >= since);
  }
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
