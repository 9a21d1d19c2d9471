import { Body, Controller, Get, Header, Post, Query, Req, Res, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type {} from '@fastify/cookie'; // gives request and reply their cookies
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { Public } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { RateLimit } from '../platform/limits/rate-limit.js';
import { SenderAddress } from '../platform/limits/sender.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import {
  SurveyAnswerBody,
  AnswerReceipt,
  PublicSurveyPage,
  PublicSurveysQuery,
  PublicSurveyView,
} from './public-surveys.dto.js';
import { PublicSurveysService } from './public-surveys.service.js';
import { ResponseSubmissionService } from './response-submission.service.js';
import { ResultsView } from './results.dto.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';

const ANSWERS_PER_MINUTE = 30;
const DEVICE = 'duban_device';
/** The longest time for which browsers keep a cookie. */
const DEVICE_SECONDS = 400 * 86_400;

@ApiTags('public: surveys')
@Public()
@Controller('api/v1/public/surveys')
export class PublicSurveysController {
  constructor(
    private readonly surveys: PublicSurveysService,
    private readonly submissions: ResponseSubmissionService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List published surveys' })
  @ApiOkResponse({ type: PublicSurveyPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@Query() query: PublicSurveysQuery): Promise<PublicSurveyPage> {
    return this.surveys.list(query);
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Get a survey with its questionnaire' })
  @ApiOkResponse({ type: PublicSurveyView })
  @ProblemCodes('NOT_FOUND')
  get(@Id() id: string): Promise<PublicSurveyView> {
    return this.surveys.get(id);
  }

  @Post(':id/answers')
  @RateLimit(ANSWERS_PER_MINUTE)
  @Idempotent()
  @ApiOperation({
    summary: 'Submit a response',
    description:
      'With the rule `device`, a browser without the cookie gets one. A repetition with the same Idempotency-Key may ' +
      'carry another solved challenge.',
  })
  @ApiCreatedResponse({ type: AnswerReceipt })
  @ProblemCodes('NOT_FOUND', 'CAPTCHA_REQUIRED', 'CAPTCHA_INVALID')
  @ProblemCodes('SURVEY_NOT_OPEN', 'SURVEY_CLOSED', 'SURVEY_ANSWERED')
  async answer(
    @Id() id: string,
    @Body() body: SurveyAnswerBody,
    @SenderAddress() ip: string | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<AnswerReceipt> {
    const sender = { ip, device: request.cookies[DEVICE], key: idempotency?.key };
    const { receipt, device } = await this.submissions.submit(id, body, sender);
    if (device !== null)
      void reply.setCookie(DEVICE, device, {
        path: '/api/v1/public/surveys',
        httpOnly: true,
        sameSite: 'lax',
        secure: request.protocol === 'https',
        maxAge: DEVICE_SECONDS,
      });
    return receipt;
  }

  @Get(':id/results')
  @ApiOperation({
    summary: 'Get the public results of a survey',
    description: 'Figures and released pieces of free text.',
  })
  @ApiOkResponse({ type: ResultsView })
  @ProblemCodes('NOT_FOUND')
  results(@Id() id: string): Promise<ResultsView> {
    return this.surveys.resultsOf(id);
  }

  @Get(':id/documents/:document')
  @ApiOperation({ summary: 'Download a published document (DOCX or PDF)' })
  @ApiFile(...Object.values(MEDIA_TYPES))
  @ProblemCodes('NOT_FOUND')
  async document(
    @Id() id: string,
    @Id('document') document: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.surveys.document(id, document));
  }
}
