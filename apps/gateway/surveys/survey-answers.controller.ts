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
import { SurveyAnswers } from './survey-answers.js';
import { SurveyExports } from './survey-exports.js';
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
export class SurveyAnswersController {
  constructor(
    private readonly answers: SurveyAnswers,
    private readonly exports: SurveyExports,
  ) {}

  @Get('answers')
  @ApiOperation({ summary: 'Answers, newest first; those that are set aside with the reason' })
  @ApiOkResponse({ type: AnswerPage })
  @ProblemCodes('NOT_FOUND', 'CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Id() id: string, @Query() query: AnswersQuery): Promise<AnswerPage> {
    return this.answers.list(actor, id, query);
  }

  @Get('answers/export')
  @Audited('survey.answers.export')
  @ApiOperation({ summary: 'Every answer as CSV or XLSX' })
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
    summary: 'Take a suspicious answer back in, or set one aside, until the figures are published',
  })
  @ApiOkResponse({ type: AnswerView })
  @ProblemCodes('NOT_FOUND', 'SURVEY_STATE')
  decide(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('answer') answer: string,
    @Body() body: AnswerDecisionBody,
  ): Promise<AnswerView> {
    return this.answers.decide(actor, id, answer, body);
  }

  @Post('quotes')
  @Roles('info-editor', 'info-reviewer')
  @ApiOperation({ summary: 'Release a piece of free text, in the words that everybody may read' })
  @ApiCreatedResponse({ type: QuoteView })
  @ProblemCodes('NOT_FOUND')
  quote(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: QuoteBody): Promise<QuoteView> {
    return this.answers.quote(actor, id, body);
  }

  @Delete('quotes/:quote')
  @Roles('info-editor', 'info-reviewer')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a released piece back' })
  @ApiNoContentResponse()
  @ProblemCodes('NOT_FOUND')
  unquote(@CurrentActor() actor: Actor, @Id() id: string, @Id('quote') quote: string): Promise<void> {
    return this.answers.unquote(actor, id, quote);
  }
}
