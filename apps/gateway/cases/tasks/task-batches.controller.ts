import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { Idempotent, IdempotencyKey } from '../../platform/problems/idempotency.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { BatchBody, BatchDelegateBody, BatchResult } from './task-batches.dto.js';
import { TaskBatches } from './task-batches.service.js';

const MULTI_STATUS = 207;
const ROWS =
  'Each row is done or refused by itself; a refused one has the problem that a request of its own would get.';

@ApiTags('tasks')
@Controller('api/v1/tasks/batch')
export class TaskBatchesController {
  constructor(private readonly batches: TaskBatches) {}

  @Post()
  @HttpCode(MULTI_STATUS)
  @Idempotent()
  @ApiOperation({ summary: 'Complete several tasks with the same outcome', description: ROWS })
  @ApiResponse({ status: MULTI_STATUS, type: BatchResult })
  @ProblemCodes('VALIDATION_FAILED')
  complete(
    @CurrentActor() actor: Actor,
    @Body() body: BatchBody,
    @Req() { id, url }: FastifyRequest,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<BatchResult> {
    return this.batches.complete(actor, body, { id, url }, idempotency);
  }

  @Post('delegate')
  @HttpCode(MULTI_STATUS)
  @ApiOperation({ summary: 'Delegate several tasks to a colleague', description: ROWS })
  @ApiResponse({ status: MULTI_STATUS, type: BatchResult })
  @ProblemCodes('VALIDATION_FAILED')
  delegate(
    @CurrentActor() actor: Actor,
    @Body() body: BatchDelegateBody,
    @Req() { id, url }: FastifyRequest,
  ): Promise<BatchResult> {
    return this.batches.delegate(actor, body, { id, url });
  }
}
