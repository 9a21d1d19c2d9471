import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { TASK_LAYOUT } from '../exports/case-layouts.js';
import { ListExport } from '../exports/list-export.js';
import { listFile } from '../exports/list-file.js';
import { sendFile } from '../../platform/http/send-file.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../../platform/identity/actor.js';
import { MayBeMinimal, WantsMinimal } from '../../platform/http/minimal-answer.js';
import { Idempotent, IdempotencyKey } from '../../platform/problems/idempotency.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { TasksQuery } from './tasks-query.js';
import { TaskList } from './task-list.js';
import {
  CompleteBody,
  DelegateBody,
  ReassignBody,
  TaskAndProcess,
  TaskDetail,
  TaskPage,
} from './tasks.dto.js';
import { REASSIGNERS } from './task-performer.js';
import { TaskPreview } from './task-preview.dto.js';
import { TaskPreviewService } from './task-preview.service.js';
import { TasksService } from './tasks.service.js';

/** Refusals of the routes that perform or assign a task. */
const PERFORMING = [
  'NOT_FOUND',
  'UNIT_NOT_ALLOWED',
  'ROLE_NOT_ALLOWED',
  'TASK_CLAIMED',
  'TASK_NOT_OPEN',
  'PROCESS_ENDED',
] as const;

@ApiTags('tasks')
@Controller('api/v1/tasks')
export class TasksController {
  constructor(
    private readonly lists: TaskList,
    private readonly tasks: TasksService,
    private readonly previews: TaskPreviewService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List tasks',
    description:
      'Open tasks, most urgent first, then closed ones, latest first. Agencies get the tasks of their unit and those ' +
      'below it; with `processId`, all visible tasks of the process. Forms of outcomes come with the single task.',
  })
  @ApiOkResponse({ type: TaskPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: TasksQuery): Promise<TaskPage> {
    return this.lists.page(actor, query);
  }

  @ListExport('tasks')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: TasksQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await listFile(actor, TASK_LAYOUT, query, (page) => this.lists.page(actor, page));
    return sendFile(reply, file);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a task with its forms and contents' })
  @ApiOkResponse({ type: TaskDetail })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TaskDetail> {
    return this.tasks.get(actor, id);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Idempotent()
  @MayBeMinimal()
  @ApiOperation({
    summary: 'Complete a task with one of its outcomes',
    description: '`decision` and `content` have the schema `<Process>_<task>_<outcome>`.',
  })
  @ApiOkResponse({ type: TaskAndProcess })
  @ProblemCodes(
    'NOT_FOUND',
    'UNIT_NOT_ALLOWED',
    'ROLE_NOT_ALLOWED',
    'TASK_CLAIMED',
    'TASK_NOT_OPEN',
    'OUTCOME_NOT_ALLOWED',
  )
  @ProblemCodes('FOUR_EYES', 'PROCESS_SUSPENDED', 'PROCESS_ENDED', 'UNIT_UNKNOWN', 'CONFLICT_OF_INTEREST')
  @ProblemCodes('ATTACHMENT_REJECTED', 'ENGINE_UNAVAILABLE')
  async complete(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: CompleteBody,
    @WantsMinimal() minimal: boolean,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<TaskAndProcess | undefined> {
    const outcome = await this.tasks.complete(actor, id, body, idempotency);
    return minimal ? undefined : this.tasks.result(actor, id, outcome);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Preview the effects of completing a task',
    description:
      'Next tasks and their units, due times and how they are counted, what clocks do, and why it would be refused. ' +
      'Changes nothing. Checks that depend on `content` need it complete.',
  })
  @ApiOkResponse({ type: TaskPreview })
  @ProblemCodes('NOT_FOUND')
  preview(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: CompleteBody,
  ): Promise<TaskPreview> {
    return this.previews.preview(actor, id, body);
  }

  @Post(':id/claim')
  @HttpCode(200)
  @ApiOperation({ summary: 'Claim a task' })
  @ApiOkResponse({ type: TaskAndProcess })
  @ProblemCodes(...PERFORMING)
  claim(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TaskAndProcess> {
    return this.tasks.claim(actor, id);
  }

  @Post(':id/release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Release a claimed task' })
  @ApiOkResponse({ type: TaskAndProcess })
  @ProblemCodes(...PERFORMING)
  release(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TaskAndProcess> {
    return this.tasks.release(actor, id);
  }

  @Post(':id/delegate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Delegate a task to a colleague' })
  @ApiOkResponse({ type: TaskAndProcess })
  @ProblemCodes(...PERFORMING)
  delegate(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: DelegateBody,
  ): Promise<TaskAndProcess> {
    return this.tasks.delegate(actor, id, body);
  }

  @Post(':id/reassign')
  @Roles(...REASSIGNERS)
  @HttpCode(200)
  @ApiOperation({ summary: 'Reassign a task to another unit or person' })
  @ApiOkResponse({ type: TaskAndProcess })
  @ProblemCodes(
    'NOT_FOUND',
    'TASK_CLAIMED',
    'TASK_NOT_OPEN',
    'PROCESS_ENDED',
    'UNIT_UNKNOWN',
    'CONFLICT_OF_INTEREST',
    'REASSIGN_NOT_ALLOWED',
    'ENGINE_UNAVAILABLE',
  )
  reassign(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: ReassignBody,
    @ClientIp() ip: string,
  ): Promise<TaskAndProcess> {
    return this.tasks.reassign(actor, id, body, ip);
  }
}
