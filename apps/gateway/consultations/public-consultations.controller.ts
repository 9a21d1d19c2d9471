import { Body, Controller, Get, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { RateLimit } from '../platform/limits/rate-limit.js';
import { SenderAddress } from '../platform/limits/sender.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { OpinionSubmissionService } from './opinion-submission.service.js';
import { OpinionBody, OpinionReceipt, PublicOpinionsQuery } from './opinions.dto.js';
import {
  FeedbackView,
  PublicConsultationPage,
  PublicConsultationsQuery,
  PublicConsultationView,
  PublicOpinionPage,
} from './public-consultations.dto.js';
import { PublicConsultationsService } from './public-consultations.service.js';
import { EVERY_DOCUMENT, StoredDocumentsService } from '../cases/documents/stored-documents.service.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';

const OPINIONS_PER_MINUTE = 20;

@ApiTags('public: consultations')
@Public()
@Controller('api/v1/public/consultations')
export class PublicConsultationsController {
  constructor(
    private readonly consultations: PublicConsultationsService,
    private readonly receipt: OpinionSubmissionService,
    private readonly documents: StoredDocumentsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List published consultations, latest first' })
  @ApiOkResponse({ type: PublicConsultationPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@Query() query: PublicConsultationsQuery): Promise<PublicConsultationPage> {
    return this.consultations.list(query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a published consultation' })
  @ApiOkResponse({ type: PublicConsultationView })
  @ProblemCodes('NOT_FOUND')
  get(@Id() id: string): Promise<PublicConsultationView> {
    return this.consultations.get(id);
  }

  @Get(':id/opinions')
  @ApiOperation({
    summary: 'List published opinions, names masked',
    description: 'Empty while `opinionsShown` keeps them from the public.',
  })
  @ApiOkResponse({ type: PublicOpinionPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  opinions(@Id() id: string, @Query() query: PublicOpinionsQuery): Promise<PublicOpinionPage> {
    return this.consultations.opinions(id, query);
  }

  @Post(':id/opinions')
  @RateLimit(OPINIONS_PER_MINUTE)
  @ApiOperation({
    summary: 'Submit an opinion on a draft',
    description:
      'On a clause or on the whole draft. Plain text: markup is shown as written, never interpreted.',
  })
  @ApiCreatedResponse({ type: OpinionReceipt })
  @ProblemCodes('NOT_FOUND', 'CONSULTATION_CLOSED', 'CLAUSE_UNKNOWN', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  receive(
    @Id() id: string,
    @Body() body: OpinionBody,
    @SenderAddress() ip: string | null,
  ): Promise<OpinionReceipt> {
    return this.receipt.receive(id, body, ip);
  }

  @Get(':id/feedback')
  @ApiOperation({ summary: 'Get the adoption feedback' })
  @ApiOkResponse({ type: FeedbackView })
  @ProblemCodes('NOT_FOUND')
  feedback(@Id() id: string): Promise<FeedbackView> {
    return this.consultations.feedback(id);
  }

  @Get(':id/documents/:document')
  @ApiOperation({ summary: 'Download a document (DOCX, PDF or XLSX)' })
  @ApiFile(...Object.values(MEDIA_TYPES))
  @ProblemCodes('NOT_FOUND')
  async document(
    @Id() id: string,
    @Id('document') document: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.consultations.row(id);
    return sendFile(reply, await this.documents.file(id, document, EVERY_DOCUMENT));
  }
}
