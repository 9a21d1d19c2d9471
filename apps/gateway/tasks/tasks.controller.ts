import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, type Actor } from '../auth/actor.js';
import { Problem } from '../problems/problem.js';
import { idempotencyOf } from '../problems/idempotency.js';
import { TaskView } from './task-view.js';
import { CompleteBody, TaskPage, TasksQuery } from './tasks.dto.js';
import { TasksService } from './tasks.service.js';

@ApiTags('tasks')
@ApiBearerAuth()
@Controller('api/v1/tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  @Get()
  @ApiOperation({ summary: 'Tasks, the most urgent first' })
  @ApiOkResponse({ type: TaskPage })
  list(@CurrentActor() actor: Actor, @Query() query: TasksQuery): Promise<TaskPage> {
    return this.tasks.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One task, with the forms of its outcomes' })
  @ApiOkResponse({ type: TaskView })
  @ApiResponse({ status: 404, type: Problem })
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TaskView> {
    return this.tasks.get(actor, id);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key and body again change nothing',
  })
  @ApiOperation({ summary: 'Complete a task with one of its outcomes' })
  @ApiOkResponse({ type: TaskView })
  @ApiResponse({ status: 400, type: Problem })
  @ApiResponse({ status: 404, type: Problem })
  @ApiResponse({ status: 409, type: Problem })
  @ApiResponse({ status: 422, type: Problem })
  complete(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: CompleteBody,
    @Headers('idempotency-key') key?: string,
  ): Promise<TaskView> {
    return this.tasks.complete(actor, id, body, idempotencyOf(key, `complete ${id}`, body));
  }

  @Post(':id/claim')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a task for oneself' })
  @ApiOkResponse({ type: TaskView })
  claim(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TaskView> {
    return this.tasks.claim(actor, id);
  }

  @Post(':id/release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give a task back to its unit' })
  @ApiOkResponse({ type: TaskView })
  release(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TaskView> {
    return this.tasks.release(actor, id);
  }
}
