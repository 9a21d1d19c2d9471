import {
  Body,
  Controller,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { InterviewContentsService } from './interview-contents.service.js';
import { InterviewDocumentsService } from './documents/interview-documents.service.js';
import {
  CallOffBody,
  CrewBody,
  CrewCandidatePage,
  InterviewDocumentPage,
  InterviewFilePage,
  InterviewPage,
  InterviewsQuery,
  InterviewView,
  NewInterviewBody,
  PointsBody,
  PostponeBody,
  PreparationBody,
  ReportBody,
  VideoBody,
} from './interviews.dto.js';
import { InterviewsService } from './interviews.service.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';

@ApiTags('interviews')
@Controller('api/v1/interviews')
export class InterviewsController {
  constructor(
    private readonly interviews: InterviewsService,
    private readonly contents: InterviewContentsService,
    private readonly documents: InterviewDocumentsService,
  ) {}

  @Post()
  @Roles('agency-clerk', 'info-editor', 'info-reviewer')
  @Idempotent()
  @ApiOperation({
    summary: 'Start an online interview',
    description: 'By the unit that answers, or by the information office for it.',
  })
  @ApiCreatedResponse({ type: InterviewView })
  @ProblemCodes('UNIT_UNKNOWN')
  create(
    @CurrentActor() actor: Actor,
    @Body() body: NewInterviewBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<InterviewView> {
    return this.interviews.create(actor, body, idempotency);
  }

  @Get()
  @ApiOperation({ summary: 'List the interviews visible to the account' })
  @ApiOkResponse({ type: InterviewPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: InterviewsQuery): Promise<InterviewPage> {
    return this.interviews.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get an interview' })
  @ApiOkResponse({ type: InterviewView })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<InterviewView> {
    return this.interviews.get(actor, id);
  }

  @Patch(':id/preparation')
  @Roles('agency-clerk', 'agency-signer')
  @ApiOperation({
    summary: 'Write plan, guests, outline and background',
    description: 'While the unit has the task for them. A field that is left out stays.',
  })
  @ApiOkResponse({ type: InterviewView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'TASK_NOT_OPEN')
  async prepare(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: PreparationBody,
  ): Promise<InterviewView> {
    await this.contents.prepare(actor, id, body);
    return this.interviews.get(actor, id);
  }

  @Put(':id/crew')
  @Roles('info-editor', 'info-reviewer')
  @ApiOperation({ summary: 'Assign the crew of an interview' })
  @ApiOkResponse({ type: InterviewView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN')
  async assign(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: CrewBody,
  ): Promise<InterviewView> {
    await this.contents.assign(actor, id, body);
    return this.interviews.get(actor, id);
  }

  @Get(':id/crew/candidates')
  @Roles('info-editor', 'info-reviewer')
  @ApiOperation({
    summary: 'List accounts for the crew',
    description: 'Of the office, of the unit that answers, and supervisors.',
  })
  @ApiOkResponse({ type: CrewCandidatePage })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN')
  async candidates(@CurrentActor() actor: Actor, @Id() id: string): Promise<CrewCandidatePage> {
    return { items: await this.contents.candidates(actor, id), nextCursor: null };
  }

  @Put(':id/video')
  @Roles('info-editor', 'info-reviewer')
  @ApiOperation({
    summary: 'Set the address of the video',
    description: 'At a host that the operator allows (DUBAN_VIDEO_HOSTS).',
  })
  @ApiOkResponse({ type: InterviewView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN')
  async embed(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { url }: VideoBody,
  ): Promise<InterviewView> {
    await this.contents.embed(actor, id, url);
    return this.interviews.get(actor, id);
  }

  @Post(':id/postponements')
  @Roles('info-editor', 'info-reviewer')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Postpone an interview',
    description: 'Publishes a notice. Questions are kept.',
  })
  @ApiOkResponse({ type: InterviewView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'MESSAGE_NOT_EXPECTED', 'PROCESS_ENDED', 'ENGINE_UNAVAILABLE')
  postpone(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: PostponeBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<InterviewView> {
    return this.interviews.postpone(actor, id, { body, idempotency });
  }

  @Post(':id/cancellations')
  @Roles('info-editor', 'info-reviewer')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Call off an interview',
    description: 'Publishes a notice. Questions are kept.',
  })
  @ApiOkResponse({ type: InterviewView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'MESSAGE_NOT_EXPECTED', 'PROCESS_ENDED', 'ENGINE_UNAVAILABLE')
  callOff(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: CallOffBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<InterviewView> {
    return this.interviews.callOff(actor, id, { body, idempotency });
  }

  @Put(':id/points')
  @Roles('info-editor', 'info-reviewer')
  @ApiOperation({
    summary: 'Write the main points',
    description: 'While the office prepares the transcript.',
  })
  @ApiOkResponse({ type: InterviewView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'TASK_NOT_OPEN')
  async summarise(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: PointsBody,
  ): Promise<InterviewView> {
    await this.contents.summarise(actor, id, body);
    return this.interviews.get(actor, id);
  }

  @Put(':id/report')
  @Roles('agency-clerk', 'agency-signer')
  @ApiOperation({
    summary: 'Write the report of an interview',
    description: 'While the unit has the task for it.',
  })
  @ApiOkResponse({ type: InterviewView })
  @ProblemCodes('NOT_FOUND', 'FORBIDDEN', 'TASK_NOT_OPEN')
  async report(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: ReportBody,
  ): Promise<InterviewView> {
    await this.contents.report(actor, id, body);
    return this.interviews.get(actor, id);
  }

  @Get(':id/documents')
  @ApiOperation({ summary: 'List the documents of an interview' })
  @ApiOkResponse({ type: InterviewDocumentPage })
  @ProblemCodes('NOT_FOUND')
  async documentList(@CurrentActor() actor: Actor, @Id() id: string): Promise<InterviewDocumentPage> {
    return { items: await this.documents.list(actor, id), nextCursor: null };
  }

  @Get(':id/files')
  @ApiOperation({
    summary: 'List the uploaded files of an interview',
    description: 'Whoever may read its documents downloads them with `GET /api/v1/attachments/{id}`.',
  })
  @ApiOkResponse({ type: InterviewFilePage })
  @ProblemCodes('NOT_FOUND')
  async files(@CurrentActor() actor: Actor, @Id() id: string): Promise<InterviewFilePage> {
    return { items: await this.documents.files(actor, id), nextCursor: null };
  }

  @Get(':id/documents/:document')
  @ApiOperation({ summary: 'Download a document (DOCX or PDF)' })
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
}
