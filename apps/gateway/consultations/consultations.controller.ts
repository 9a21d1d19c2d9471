import { Body, Controller, Get, HttpCode, Post, Put, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { ConsultationDraftService } from './consultation-draft.service.js';
import {
  ConsultationPage,
  ConsultationsQuery,
  ConsultationView,
  DraftBody,
  NewConsultationBody,
  ConsultationWithdrawalBody,
} from './consultations.dto.js';
import { ConsultationsService, WITHDRAWERS } from './consultations.service.js';
import { EVERY_DOCUMENT, StoredDocumentsService } from '../cases/documents/stored-documents.service.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';

@ApiTags('consultations')
@Controller('api/v1/consultations')
export class ConsultationsController {
  constructor(
    private readonly consultations: ConsultationsService,
    private readonly draft: ConsultationDraftService,
    private readonly documents: StoredDocumentsService,
  ) {}

  @Post()
  @Roles('agency-clerk')
  @Idempotent()
  @ApiOperation({
    summary: 'Start the procedure of a registered policy',
    description: 'Classification, consultation, legal review, decision, issue.',
  })
  @ApiCreatedResponse({ type: ConsultationView })
  @ProblemCodes('NOT_FOUND', 'POLICY_STATE')
  create(
    @CurrentActor() actor: Actor,
    @Body() { policy }: NewConsultationBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<ConsultationView> {
    return this.consultations.create(actor, policy, idempotency);
  }

  @Get()
  @ApiOperation({ summary: 'List consultations, newest first' })
  @ApiOkResponse({ type: ConsultationPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: ConsultationsQuery): Promise<ConsultationPage> {
    return this.consultations.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a consultation with draft, dates and progress' })
  @ApiOkResponse({ type: ConsultationView })
  @ProblemCodes('NOT_FOUND')
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<ConsultationView> {
    return this.consultations.get(actor, id);
  }

  @Put(':id/draft')
  @Roles('agency-clerk')
  @ApiOperation({
    summary: 'Replace the draft of a consultation',
    description: 'While the task `prepare` is open.',
  })
  @ApiOkResponse({ type: ConsultationView })
  @ProblemCodes('NOT_FOUND', 'RECORD_FROZEN')
  async put(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: DraftBody,
  ): Promise<ConsultationView> {
    await this.draft.put(actor, id, body);
    return this.consultations.get(actor, id);
  }

  @Post(':id/withdrawal')
  @Roles(...WITHDRAWERS)
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({
    summary: 'Withdraw a policy before its issue',
    description: 'Published material stays public, with the reason.',
  })
  @ApiOkResponse({ type: ConsultationView })
  @ProblemCodes(
    'NOT_FOUND',
    'MESSAGE_NOT_EXPECTED',
    'PROCESS_ENDED',
    'PROCESS_SUSPENDED',
    'ENGINE_UNAVAILABLE',
  )
  withdraw(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { reason }: ConsultationWithdrawalBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<ConsultationView> {
    return this.consultations.withdraw(actor, id, reason, idempotency);
  }

  @Get(':id/documents/:document')
  @ApiOperation({ summary: 'Download a document (DOCX, PDF or XLSX)' })
  @ApiFile(...Object.values(MEDIA_TYPES))
  @ProblemCodes('NOT_FOUND')
  async document(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('document') document: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.consultations.row(actor, id);
    return sendFile(reply, await this.documents.file(id, document, EVERY_DOCUMENT));
  }
}
