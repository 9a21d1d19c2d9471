import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Id } from '../../platform/http/id-param.js';
import { CurrentActor, type Actor } from '../../platform/identity/actor.js';
import { PageQuery } from '../../platform/paging/page.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { CommentBody, CommentPage, CommentView } from './comments.dto.js';
import { CommentsService } from './comments.service.js';

@ApiTags('comments')
@Controller('api/v1')
export class CommentsController {
  constructor(private readonly comments: CommentsService) {}

  @Post('tasks/:id/comments')
  @ApiOperation({ summary: 'Comment on a task' })
  @ApiCreatedResponse({ type: CommentView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN')
  comment(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() { body }: CommentBody,
  ): Promise<CommentView> {
    return this.comments.add(actor, id, body);
  }

  @Get('tasks/:id/comments')
  @ApiOperation({ summary: 'List comments on a task, oldest first' })
  @ApiOkResponse({ type: CommentPage })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'CURSOR_INVALID')
  ofTask(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<CommentPage> {
    return this.comments.ofTask(actor, id, query);
  }

  @Get('processes/:id/comments')
  @ApiOperation({ summary: 'List comments on all tasks of a process' })
  @ApiOkResponse({ type: CommentPage })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'CURSOR_INVALID')
  ofProcess(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<CommentPage> {
    return this.comments.ofProcess(actor, id, query);
  }
}
