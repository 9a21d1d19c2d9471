import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Post,
  Query,
  Req,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import { PROCESS_LAYOUT } from '../exports/case-layouts.js';
import { ListExport } from '../exports/list-export.js';
import { listFile } from '../exports/list-file.js';
import { sendFile } from '../../platform/http/send-file.js';
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
import { AttachmentFiles } from '../attachments/attachment-files.js';
import { AttachmentList } from '../attachments/attachment-view.js';
import { ProcessDetail, ProcessView } from './process-view.js';
import { CancelBody, ContentPage, MessageBody, ProcessPage, ReasonBody } from './processes.dto.js';
import { ProcessesQuery } from './processes-query.js';
import { ClockList, ProcessClocksService } from './process-clocks.service.js';
import { ProcessesService } from './processes.service.js';
import { SUSPENDERS } from './process-acts.js';
import { OPERATORS } from './stuck-processes.js';
import { TimelineStream } from '../timeline/timeline-stream.js';
import { Visibility } from '../visibility/visibility.js';
import { timelineReader } from '../timeline/entry-view.js';
import { TimelinePage } from '../timeline/timeline.dto.js';

@ApiTags('processes')
@Controller('api/v1/processes')
export class ProcessesController {
  constructor(
    private readonly processes: ProcessesService,
    private readonly processClocks: ProcessClocksService,
    private readonly stream: TimelineStream,
    private readonly access: SecretAccess,
    private readonly streams: EventStreams,
    private readonly visibility: Visibility,
    private readonly files: AttachmentFiles,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List processes, newest first' })
  @ApiOkResponse({ type: ProcessPage })
  @ProblemCodes('CURSOR_INVALID', 'FORBIDDEN')
  list(@CurrentActor() actor: Actor, @Query() query: ProcessesQuery): Promise<ProcessPage> {
    return this.processes.list(actor, query);
  }

  @ListExport('processes')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: ProcessesQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const file = await listFile(actor, PROCESS_LAYOUT, query, (page) => this.processes.list(actor, page));
    return sendFile(reply, file);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a process' })
  @ApiOkResponse({ type: ProcessDetail })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<ProcessDetail> {
    return this.processes.get(actor, id);
  }

  @Get(':id/timeline')
  @ApiOperation({ summary: 'Get the timeline of a process' })
  @ApiOkResponse({ type: TimelinePage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  timeline(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<TimelinePage> {
    return this.processes.timeline(actor, id, query);
  }

  @Get(':id/clocks')
  @ApiOperation({
    summary: 'Explain the clocks of a process',
    description:
      'Thresholds, pauses, extensions and counted days of each clock, and the policy that it is pinned to.',
  })
  @ApiOkResponse({ type: ClockList })
  @ProblemCodes('NOT_FOUND')
  clocks(@CurrentActor() actor: Actor, @Id() id: string): Promise<ClockList> {
    return this.processClocks.list(actor, id);
  }

  @Get(':id/content')
  @ApiOperation({
    summary: 'List the contents of a process, oldest first',
    description: 'Contents of completed tasks, of the begin command, and of messages from the citizen.',
  })
  @ApiOkResponse({ type: ContentPage })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'CURSOR_INVALID')
  contents(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: PageQuery): Promise<ContentPage> {
    return this.processes.contents(actor, id, query);
  }

  @Get(':id/attachments')
  @ApiOperation({
    summary: 'List the files of a process',
    description: 'In the order of their upload. Empty for accounts that may not read them.',
  })
  @ApiOkResponse({ type: AttachmentList })
  @ProblemCodes('NOT_FOUND')
  async attachments(@CurrentActor() actor: Actor, @Id() id: string): Promise<AttachmentList> {
    await this.processes.row(actor, id);
    return { items: await this.files.readableOf(actor, id) };
  }

  @Get(':id/events')
  @ApiOperation({
    summary: 'Stream the timeline as server-sent events',
    description:
      'From the beginning, or after Last-Event-ID. Each event is called `entry`; its id is `seq`, its data a ' +
      'TimelineEntryView. Ends with the session, and when roles or unit of the account change.',
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
  @Roles(...SUSPENDERS)
  @HttpCode(200)
  @ApiOperation({ summary: 'Suspend a process and its clocks' })
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
  @Roles(...SUSPENDERS)
  @HttpCode(200)
  @ApiOperation({ summary: 'Resume a suspended process' })
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
    summary: 'Cancel a process and its open tasks',
    description:
      'A system administrator may cancel stuck processes only, secret ones included; any other is NOT_FOUND. The ' +
      'answer leaves out `subject` and `facts` when the account does not see the process.',
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
    summary: 'Send a message to a process',
    description:
      'For example a supervisor’s order. `decision` and `content` have the schema `<Process>_message_<name>`.',
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
