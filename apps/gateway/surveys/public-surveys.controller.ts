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
import { AnswerIntake } from './survey-responses.js';
import {
  SurveyAnswerBody,
  AnswerReceipt,
  PublicSurveyPage,
  PublicSurveysQuery,
  PublicSurveyView,
} from './public-surveys.dto.js';
import { PublicSurveys } from './public-surveys.js';
import { ResultsView } from './results.dto.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';

const ANSWERS_PER_MINUTE = 30;
const DEVICE = 'duban_device';
/** As long as browsers keep a cookie at most. */
const DEVICE_SECONDS = 400 * 86_400;

@ApiTags('public: surveys')
@Public()
@Controller('api/v1/public/surveys')
export class PublicSurveysController {
  constructor(
    private readonly surveys: PublicSurveys,
    private readonly intake: AnswerIntake,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Surveys to come, open and closed; those that open last first' })
  @ApiOkResponse({ type: PublicSurveyPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@Query() query: PublicSurveysQuery): Promise<PublicSurveyPage> {
    return this.surveys.list(query);
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'A survey with its questionnaire, its period, and what has come of it' })
  @ApiOkResponse({ type: PublicSurveyView })
  @ProblemCodes('NOT_FOUND')
  get(@Id() id: string): Promise<PublicSurveyView> {
    return this.surveys.get(id);
  }

  @Post(':id/answers')
  @RateLimit(ANSWERS_PER_MINUTE)
  @Idempotent()
  @ApiOperation({
    summary: 'Answer a survey',
    description:
      'With the rule `device`, whoever has no cookie yet is given one. A repetition with the same Idempotency-Key may ' +
      'bring another solved challenge.',
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
    const { receipt, device } = await this.intake.take(id, body, sender);
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
  @ApiOperation({ summary: 'Figures and released pieces of free text, once they are public' })
  @ApiOkResponse({ type: ResultsView })
  @ProblemCodes('NOT_FOUND')
  results(@Id() id: string): Promise<ResultsView> {
    return this.surveys.resultsOf(id);
  }

  @Get(':id/documents/:document')
  @ApiOperation({ summary: 'A published document as a file: DOCX or PDF' })
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
