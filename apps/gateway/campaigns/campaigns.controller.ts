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
import { EventStreams } from '../platform/event-streams/event-streams.service.js';
import { CampaignAccessService } from './campaign-access.service.js';
import { CampaignDocumentsService } from './campaign-documents.service.js';
import { CampaignListsService, readFallbackList, readListFile } from './campaign-lists.service.js';
import { CampaignResultsService } from './campaign-results.service.js';
import { CampaignStreamService } from './campaign-stream.service.js';
import {
  CampaignPage,
  CampaignsQuery,
  CampaignView,
  DepartmentPage,
  DocumentPage,
  FallbackListForm,
  FallbackListView,
  ItemPage,
  ItemsQuery,
  ListView,
  NewCampaignBody,
} from './campaigns.dto.js';
import { FindingPage, FindingsQuery, FindingView, ReviewBody } from './findings.dto.js';
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
    private readonly results: CampaignResultsService,
    private readonly documents: CampaignDocumentsService,
    private readonly lists: CampaignListsService,
    private readonly access: CampaignAccessService,
    private readonly stream: CampaignStreamService,
    private readonly streams: EventStreams,
  ) {}

  @Post('campaigns')
  @Roles('service-centre', 'supervisor')
  @Idempotent()
  @ApiOperation({
    summary: 'Set up and start a service-item campaign',
    description: 'Days that are not working days are stored as written; the response has a warning for each.',
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
  @ApiOperation({ summary: 'List campaigns' })
  @ApiOkResponse({ type: CampaignPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: CampaignsQuery): Promise<CampaignPage> {
    return this.campaigns.list(actor, query);
  }

  @Get('campaigns/:id')
  @ApiOperation({ summary: 'Get a campaign' })
  @ApiOkResponse({ type: CampaignView })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<CampaignView> {
    return this.campaigns.get(actor, id);
  }

  @Get('campaigns/:id/departments')
  @ApiOperation({
    summary: 'List departments with progress and measures',
    description: 'A department sees its own part only.',
  })
  @ApiOkResponse({ type: DepartmentPage })
  @ProblemCodes('NOT_FOUND')
  async departments(@CurrentActor() actor: Actor, @Id() id: string): Promise<DepartmentPage> {
    return { items: await this.results.departments(actor, id), nextCursor: null };
  }

  @Get('campaigns/:id/departments/export')
  @ApiOperation({ summary: 'Download measures of departments (XLSX)' })
  @ApiFile(MEDIA_TYPES.xlsx)
  @ProblemCodes('NOT_FOUND')
  async exportDepartments(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.results.sheet(actor, id));
  }

  @Get('campaigns/:id/items')
  @ApiOperation({ summary: 'List the items of a campaign' })
  @ApiOkResponse({ type: ItemPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  items(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: ItemsQuery): Promise<ItemPage> {
    return this.results.items(actor, id, query);
  }

  @Get('campaigns/:id/findings')
  @ApiOperation({ summary: 'List findings' })
  @ApiOkResponse({ type: FindingPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  findings(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: FindingsQuery,
  ): Promise<FindingPage> {
    return this.results.findings(actor, id, query);
  }

  @Post('campaigns/:id/findings/:finding/review')
  @Roles('service-centre')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Confirm or dismiss a finding',
    description: 'For findings that are not certain, before they are issued to their units.',
  })
  @ApiOkResponse({ type: FindingView })
  @ProblemCodes('NOT_FOUND')
  review(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('finding') finding: string,
    @Body() { verdict }: ReviewBody,
  ): Promise<FindingView> {
    return this.results.review(actor, id, { finding, verdict });
  }

  @Post('campaigns/:id/departments/:unit/lists')
  @Roles('agency-clerk', 'service-centre')
  @ApiOperation({
    summary: 'Upload the power list of a department',
    description: 'The list is imported as a whole, or rejected.',
  })
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
    summary: 'Upload a fallback list',
    description:
      'The list stands in for departments that do not report. Documents cite it by its name, number and date.',
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
  @ApiOperation({ summary: 'List documents of a campaign' })
  @ApiOkResponse({ type: DocumentPage })
  @ProblemCodes('NOT_FOUND')
  async documentList(@CurrentActor() actor: Actor, @Id() id: string): Promise<DocumentPage> {
    return { items: await this.documents.list(actor, id), nextCursor: null };
  }

  @Get('campaigns/:id/documents/:document')
  @ApiOperation({ summary: 'Download a document (DOCX, PDF or XLSX)' })
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
    summary: 'Stream progress as server-sent events',
    description:
      'Each event is named `progress`; its data is the whole state: stage, departments by stage, findings by state, the inspection under way. A reader who reconnects with `Last-Event-ID` gets an event only when the state has changed. Ends with the session, and when roles or unit of the account change.',
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
