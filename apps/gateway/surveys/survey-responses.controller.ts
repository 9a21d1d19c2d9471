import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Post,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { Audited } from '../platform/audit/audited.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';
import { ResponseExportsService } from './response-exports.service.js';
import { SurveyResponsesService } from './survey-responses.service.js';
import {
  AnswerPage,
  AnswersQuery,
  AnswerView,
  AnswerDecisionBody,
  ExportQuery,
  QuoteBody,
  QuoteView,
} from './surveys.dto.js';

@ApiTags('surveys')
@Controller('api/v1/surveys/:id')
export class SurveyResponsesController {
  constructor(
    private readonly responses: SurveyResponsesService,
    private readonly exports: ResponseExportsService,
  ) {}

  @Get('answers')
  @ApiOperation({
    operationId: 'surveyAnswers_list',
    summary: 'List the responses to a survey',
    description: 'Newest first. Those held for moderation come with the cause.',
  })
  @ApiOkResponse({ type: AnswerPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: AnswersQuery): Promise<AnswerPage> {
    return this.responses.list(actor, id, query);
  }

  @Get('answers/export')
  @Audited('survey.answers.export')
  @ApiOperation({ operationId: 'surveyAnswers_export', summary: 'Export all responses (CSV or XLSX)' })
  @ApiFile('text/csv', MEDIA_TYPES.xlsx)
  @ProblemCodes('NOT_FOUND')
  async export(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() { format }: ExportQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.exports.file(actor, id, format));
  }

  @Post('answers/:answer/decision')
  @Roles('info-editor', 'info-reviewer')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'surveyAnswers_decide',
    summary: 'Decide whether a response counts',
    description: 'Until the figures are published.',
  })
  @ApiOkResponse({ type: AnswerView })
  @ProblemCodes('NOT_FOUND', 'SURVEY_STATE')
  decide(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('answer') answer: string,
    @Body() body: AnswerDecisionBody,
  ): Promise<AnswerView> {
    return this.responses.decide(actor, id, answer, body);
  }

  @Post('quotes')
  @Roles('info-editor', 'info-reviewer')
  @ApiOperation({
    operationId: 'surveyAnswers_quote',
    summary: 'Release a piece of free text',
    description: 'In the words that the public may read. A second release replaces the words.',
  })
  @ApiCreatedResponse({ type: QuoteView })
  @ProblemCodes('NOT_FOUND')
  quote(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: QuoteBody): Promise<QuoteView> {
    return this.responses.quote(actor, id, body);
  }

  @Delete('quotes/:quote')
  @Roles('info-editor', 'info-reviewer')
  @HttpCode(204)
  @ApiOperation({ operationId: 'surveyAnswers_unquote', summary: 'Withdraw a released piece of free text' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  unquote(@CurrentActor() actor: Actor, @Id() id: string, @Id('quote') quote: string): Promise<void> {
    return this.responses.unquote(actor, id, quote);
  }
}
