import { Body, Controller, Get, Headers, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { SecretAccess } from '../secrecy/secret-access.js';
import {
  ClientIp,
  CurrentActor,
  Roles,
  type Actor,
  type AuthenticatedRequest,
} from '../../platform/identity/actor.js';
import { Id, Name } from '../../platform/http/id-param.js';
import { PageQuery } from '../../platform/paging/page.js';
import { Idempotent, IdempotencyKey } from '../../platform/problems/idempotency.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { EventStreams } from '../../platform/event-streams/event-streams.service.js';
import { eventNumber, LastEventNumber } from '../../platform/event-streams/open-event-stream.js';
import { ProcessView } from './process-view.js';
import {
  ContentPage,
  MessageBody,
  ProcessesQuery,
  ProcessPage,
  CancelBody,
  ReasonBody,
  TimelinePage,
} from './processes.dto.js';
import { ProcessesService } from './processes.service.js';
import { OPERATORS } from './stuck-processes.js';
import { TimelineStream } from '../timeline/timeline-stream.js';
import { Visibility } from '../visibility/visibility.js';
import { timelineReader } from '../timeline/timeline.js';

@ApiTags('processes')
@Controller('api/v1/processes')
export class ProcessesController {
  constructor(
    private readonly processes: ProcessesService,
    private readonly stream: TimelineStream,
    private readonly access: SecretAccess,
    private readonly streams: EventStreams,
    private readonly visibility: Visibility,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Processes, newest first' })
  @ApiOkResponse({ type: ProcessPage })
  @ProblemCodes('CURSOR_INVALID', 'FORBIDDEN')
  list(@CurrentActor() actor: Actor, @Query() query: ProcessesQuery): Promise<ProcessPage> {
    return this.processes.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One process' })
  @ApiOkResponse({ type: ProcessView })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProcessView> {
    return this.processes.get(actor, id);
  }

  @Get(':id/timeline')
  @ApiOperation({ summary: 'What happened, in order' })
  @ApiOkResponse({ type: TimelinePage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  timeline(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<TimelinePage> {
    return this.processes.timeline(actor, id, query);
  }

  @Get(':id/content')
  @ApiOperation({
    summary:
      'What was written in the process: with completed tasks, at its beginning, by its citizen; oldest first',
  })
  @ApiOkResponse({ type: ContentPage })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'CURSOR_INVALID')
  contents(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<ContentPage> {
    return this.processes.contents(actor, id, query);
  }

  @Get(':id/events')
  @ApiOperation({
    summary: 'The timeline as server-sent events, from the beginning or after Last-Event-ID',
    description:
      'Each event is called `entry`; its id is `seq`, its data a TimelineEntryView. Ends with the session, and when ' +
      'roles or unit of the account change.',
  })
  @LastEventNumber()
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ProblemCodes('NOT_FOUND', 'RATE_LIMITED')
  async events(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: AuthenticatedRequest,
    @Res() reply: FastifyReply,
    @Headers('last-event-id') last = '0',
  ): Promise<void> {
    const after = eventNumber(last);
    await this.processes.row(actor, id);
    await this.access.enter(request, reply);
    const stream = this.streams.open(request, reply, {
      stream: 'timeline',
      stillAllowed: () => this.processes.row(actor, id),
    });
    this.stream.follow({ process: id, after, reader: timelineReader(this.visibility, actor), stream });
  }

  @Post(':id/suspend')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a process and its clocks stand still' })
  @ApiOkResponse({ type: ProcessView })
  @ProblemCodes('NOT_FOUND', 'PROCESS_SUSPENDED', 'PROCESS_ENDED', 'ENGINE_UNAVAILABLE')
  suspend(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: ReasonBody,
    @ClientIp() ip: string,
  ): Promise<ProcessView> {
    return this.processes.operate(actor, id, { kind: 'suspend', reason, ip });
  }

  @Post(':id/resume')
  @Roles('supervisor')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let a suspended process go on' })
  @ApiOkResponse({ type: ProcessView })
  @ProblemCodes('NOT_FOUND', 'PROCESS_NOT_SUSPENDED', 'PROCESS_ENDED', 'ENGINE_UNAVAILABLE')
  resume(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: ReasonBody,
    @ClientIp() ip: string,
  ): Promise<ProcessView> {
    return this.processes.operate(actor, id, { kind: 'resume', reason, ip });
  }

  @Post(':id/cancel')
  @Roles(...OPERATORS)
  @HttpCode(200)
  @ApiOperation({
    summary: 'End a process; its open tasks close as cancelled',
    description:
      'A system administrator may end a process that is stuck, a secret one too, and nothing else: any other is ' +
      'NOT_FOUND. Of one that the account does not see, the answer has neither `subject` nor `facts`.',
  })
  @ApiOkResponse({ type: ProcessView })
  @ProblemCodes('NOT_FOUND', 'PROCESS_ENDED', 'ENGINE_UNAVAILABLE')
  cancel(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason, mistaken }: CancelBody,
    @ClientIp() ip: string,
  ): Promise<ProcessView> {
    return this.processes.cancel(actor, id, { reason, mistaken, ip });
  }

  @Post(':id/messages/:name')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Send a message to a process: a supervisor’s order',
    description: '`decision` and `content` are those of the schema `<Process>_message_<name>`.',
  })
  @ApiOkResponse({ type: ProcessView })
  @ProblemCodes(
    'NOT_FOUND',
    'FORBIDDEN',
    'MESSAGE_NOT_EXPECTED',
    'PROCESS_SUSPENDED',
    'PROCESS_ENDED',
    'ENGINE_UNAVAILABLE',
  )
  message(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Name('name') name: string,
    @Body() body: MessageBody,
    @ClientIp() ip: string,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<ProcessView> {
    return this.processes.message(actor, id, { name, body, ip, idempotency });
  }
}
