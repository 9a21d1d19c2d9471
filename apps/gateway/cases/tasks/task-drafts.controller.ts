import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { TaskDraftBody, TaskDraftView } from './task-drafts.dto.js';
import { TaskDrafts, type TaggedDraft } from './task-drafts.service.js';

@ApiTags('tasks')
@Controller('api/v1/tasks/:id/draft')
export class TaskDraftsController {
  constructor(private readonly drafts: TaskDrafts) {}

  @Get()
  @ApiOperation({
    summary: 'Get your draft of a task',
    description: 'With its `ETag`. Only its author reads a draft; it is deleted when the task closes.',
  })
  @ApiOkResponse({ type: TaskDraftView })
  @ProblemCodes('NOT_FOUND')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskDraftView> {
    return tagged(await this.drafts.get(actor, id), reply);
  }

  @Put()
  @ApiOperation({
    summary: 'Save a draft of a task',
    description: 'The first one without `If-Match`, then with the `ETag` of the draft that it replaces.',
  })
  @ApiHeader({ name: 'if-match', required: false, schema: { type: 'string', maxLength: 100 } })
  @ApiOkResponse({ type: TaskDraftView })
  @ProblemCodes(
    'VALIDATION_FAILED',
    'NOT_FOUND',
    'UNIT_NOT_ALLOWED',
    'ROLE_NOT_ALLOWED',
    'TASK_NOT_OPEN',
    'PROCESS_ENDED',
    'DRAFT_CHANGED',
  )
  async put(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: TaskDraftBody,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('if-match') ifMatch?: string,
  ): Promise<TaskDraftView> {
    return tagged(await this.drafts.save(actor, id, body, ifMatch), reply);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete your draft of a task' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  delete(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.drafts.delete(actor, id);
  }
}

function tagged({ draft, etag }: TaggedDraft, reply: FastifyReply): TaskDraftView {
  void reply.headers({ etag, 'cache-control': 'no-store' });
  return draft;
}
