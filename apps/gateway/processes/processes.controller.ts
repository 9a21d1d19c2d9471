import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Roles, type Actor } from '../auth/actor.js';
import { Problem } from '../problems/problem.js';
import { PageQuery } from './page.js';
import { ProcessesQuery, ProcessPage, ProcessView, ReasonBody, TimelinePage } from './processes.dto.js';
import { ProcessesService } from './processes.service.js';

@ApiTags('processes')
@ApiBearerAuth()
@ApiResponse({ status: 404, type: Problem })
@Controller('api/v1/processes')
export class ProcessesController {
  constructor(private readonly processes: ProcessesService) {}

  @Get()
  @ApiOperation({ summary: 'Processes, newest first' })
  @ApiOkResponse({ type: ProcessPage })
  list(@CurrentActor() actor: Actor, @Query() query: ProcessesQuery): Promise<ProcessPage> {
    return this.processes.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One process' })
  @ApiOkResponse({ type: ProcessView })
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<ProcessView> {
    return this.processes.get(actor, id);
  }

  @Get(':id/timeline')
  @ApiOperation({ summary: 'What happened, in order' })
  @ApiOkResponse({ type: TimelinePage })
  timeline(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<TimelinePage> {
    return this.processes.timeline(actor, id, query);
  }

  @Post(':id/suspend')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a process and its clocks stand still' })
  @ApiOkResponse({ type: ProcessView })
  suspend(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: ReasonBody,
  ): Promise<ProcessView> {
    return this.processes.operate(actor, id, 'suspend', body.reason);
  }

  @Post(':id/resume')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a suspended process go on' })
  @ApiOkResponse({ type: ProcessView })
  resume(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: ReasonBody,
  ): Promise<ProcessView> {
    return this.processes.operate(actor, id, 'resume', body.reason);
  }

  @Post(':id/cancel')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a process; its open tasks close as cancelled' })
  @ApiOkResponse({ type: ProcessView })
  cancel(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() body: ReasonBody,
  ): Promise<ProcessView> {
    return this.processes.operate(actor, id, 'cancel', body.reason);
  }
}
