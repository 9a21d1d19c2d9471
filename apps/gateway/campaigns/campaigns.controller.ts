import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
  type ApiBodyOptions,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { CurrentActor, Roles, type Actor, type AuthenticatedRequest } from '../platform/identity/actor.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';
import { Id, Name } from '../platform/http/id-param.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { CampaignAccess } from './campaign-access.js';
import { CampaignDocuments } from './campaign-documents.js';
import { CampaignLists, readFallbackList, readListFile } from './campaign-lists.js';
import { CampaignReads } from './campaign-reads.js';
import { EventStreams } from '../platform/event-streams/event-streams.service.js';
import { CampaignStream } from './campaign-stream.js';
import {
  CampaignPage,
  CampaignsQuery,
  CampaignView,
  DepartmentPage,
  DocumentPage,
  FallbackListForm,
  FallbackListView,
  FindingPage,
  FindingsQuery,
  FindingView,
  ItemPage,
  ItemsQuery,
  ListView,
  NewCampaignBody,
  ReviewBody,
} from './campaigns.dto.js';
import { CampaignsService } from './campaigns.service.js';

const listUpload: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['file'],
    properties: { file: { type: 'string', format: 'binary', description: 'XLSX or CSV' } },
  },
};

@ApiTags('campaigns')
@Controller('api/v1')
export class CampaignsController {
  constructor(
    private readonly campaigns: CampaignsService,
    private readonly reads: CampaignReads,
    private readonly documents: CampaignDocuments,
    private readonly lists: CampaignLists,
    private readonly access: CampaignAccess,
    private readonly stream: CampaignStream,
    private readonly streams: EventStreams,
  ) {}

  @Post('campaigns')
  @Roles('service-centre', 'supervisor')
  @Idempotent()
  @ApiOperation({
    summary: 'Set up a service-item campaign and begin it',
    description: 'Days that are not worked are kept as written; the answer warns of them.',
  })
  @ApiCreatedResponse({ type: CampaignView })
  @ProblemCodes('UNIT_UNKNOWN')
  create(
    @CurrentActor() actor: Actor,
    @Body() body: NewCampaignBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<CampaignView> {
    return this.campaigns.create(actor, body, idempotency);
  }

  @Get('campaigns')
  @ApiOperation({ summary: 'Campaigns that the account may see, newest first' })
  @ApiOkResponse({ type: CampaignPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: CampaignsQuery): Promise<CampaignPage> {
    return this.campaigns.list(actor, query);
  }

  @Get('campaigns/:id')
  @ApiOperation({ summary: 'A campaign: its days, and how far it is' })
  @ApiOkResponse({ type: CampaignView })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<CampaignView> {
    return this.campaigns.get(actor, id);
  }

  @Get('campaigns/:id/departments')
  @ApiOperation({ summary: 'Progress and measures of each department; a department sees its own' })
  @ApiOkResponse({ type: DepartmentPage })
  @ProblemCodes('NOT_FOUND')
  async departments(@CurrentActor() actor: Actor, @Id() id: string): Promise<DepartmentPage> {
    return { items: await this.reads.departments(actor, id), nextCursor: null };
  }

  @Get('campaigns/:id/items')
  @ApiOperation({ summary: 'Items of the catalogue, with the source of each' })
  @ApiOkResponse({ type: ItemPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  items(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: ItemsQuery): Promise<ItemPage> {
    return this.reads.items(actor, id, query);
  }

  @Get('campaigns/:id/findings')
  @ApiOperation({ summary: 'What inspections have found, and what became of it' })
  @ApiOkResponse({ type: FindingPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  findings(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: FindingsQuery,
  ): Promise<FindingPage> {
    return this.reads.findings(actor, id, query);
  }

  @Post('campaigns/:id/findings/:finding/review')
  @Roles('service-centre')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm or dismiss a finding that is not certain, before it is handed down' })
  @ApiOkResponse({ type: FindingView })
  @ProblemCodes('NOT_FOUND')
  review(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('finding') finding: string,
    @Body() { verdict }: ReviewBody,
  ): Promise<FindingView> {
    return this.reads.review(actor, id, { finding, verdict });
  }

  @Post('campaigns/:id/departments/:unit/lists')
  @Roles('agency-clerk', 'service-centre')
  @ApiOperation({ summary: 'Upload the power list of a department: all of it is taken, or nothing' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(listUpload)
  @ApiCreatedResponse({ type: ListView })
  @ProblemCodes('NOT_FOUND', 'TASK_NOT_OPEN', 'LIST_REJECTED')
  async upload(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Name('unit') unit: string,
    @Req() request: FastifyRequest,
  ): Promise<ListView> {
    return this.lists.upload(actor, id, { unit, file: await readListFile(request) });
  }

  @Post('fallback-lists')
  @Roles('service-centre', 'supervisor')
  @ApiOperation({
    summary: 'Upload the list that stands in for departments that do not report, with what documents call it',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: FallbackListForm })
  @ApiCreatedResponse({ type: FallbackListView })
  @ProblemCodes('LIST_REJECTED')
  async fallback(@CurrentActor() actor: Actor, @Req() request: FastifyRequest): Promise<FallbackListView> {
    const { file, of } = await readFallbackList(request);
    return this.lists.fallback(actor, file, of);
  }

  @Get('campaigns/:id/documents')
  @ApiOperation({ summary: 'Reports, notices, tables and the bulletin' })
  @ApiOkResponse({ type: DocumentPage })
  @ProblemCodes('NOT_FOUND')
  async documentList(@CurrentActor() actor: Actor, @Id() id: string): Promise<DocumentPage> {
    return { items: await this.documents.list(actor, id), nextCursor: null };
  }

  @Get('campaigns/:id/documents/:document')
  @ApiOperation({ summary: 'A document as a file: DOCX, PDF or XLSX' })
  @ApiFile(...Object.values(MEDIA_TYPES))
  @ProblemCodes('NOT_FOUND')
  async document(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('document') document: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.documents.file(actor, id, document));
  }

  @Get('campaigns/:id/events')
  @Roles('service-centre', 'supervisor')
  @ApiOperation({
    summary: 'Progress as server-sent events',
    description:
      'Each event is called `progress`; its data is the whole state: stage, departments by stage, findings by state, the inspection under way. A reader who comes back with `Last-Event-ID` is told nothing until it has changed. Ends with the session, and when roles or unit of the account change.',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ProblemCodes('NOT_FOUND', 'RATE_LIMITED')
  async events(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Req() request: AuthenticatedRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.access.assertVisible(actor, id);
    const { 'last-event-id': last } = request.headers;
    const stream = this.streams.open(request, reply, {
      stream: 'campaign',
      stillAllowed: () => this.access.assertVisible(actor, id),
    });
    this.stream.follow({ campaign: id, stream }, typeof last === 'string' ? last : '');
  }
}
