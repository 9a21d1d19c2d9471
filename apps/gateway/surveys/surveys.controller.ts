import { Body, Controller, Get, HttpCode, Post, Put, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { AnswerChecker } from '../../../domain/surveys/answer-checker.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { Id } from '../platform/http/id-param.js';
import { IdempotencyKey, Idempotent } from '../platform/problems/idempotency.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { ResultsView } from './results.dto.js';
import {
  EVERY_DOCUMENT,
  StoredDocumentsService,
  withoutUnit,
} from '../cases/documents/stored-documents.service.js';
import { ApiFile, MEDIA_TYPES, sendFile } from '../platform/http/send-file.js';
import { SurveyDrafts } from './survey-drafts.js';
import { SurveyResults } from './survey-results.js';
import { SurveyRows, toSurveyView } from './survey-rows.js';
import {
  EditSurveyBody,
  NewSurveyBody,
  PreviewBody,
  PreviewView,
  SurveyDocumentPage,
  SurveyPage,
  SurveysQuery,
  SurveyView,
} from './surveys.dto.js';

@ApiTags('surveys')
@Controller('api/v1/surveys')
export class SurveysController {
  constructor(
    private readonly drafts: SurveyDrafts,
    private readonly rows: SurveyRows,
    private readonly results: SurveyResults,
    private readonly documents: StoredDocumentsService,
  ) {}

  @Post()
  @Roles('agency-clerk', 'info-editor', 'info-reviewer')
  @Idempotent()
  @ApiOperation({
    summary: 'Set up a survey and begin it',
    description:
      'A unit sets up its own; the information office names the unit. What is missing is given later.',
  })
  @ApiCreatedResponse({ type: SurveyView })
  @ProblemCodes('UNIT_UNKNOWN', 'QUESTIONNAIRE_INVALID', 'POLICY_MISSING')
  create(
    @CurrentActor() actor: Actor,
    @Body() body: NewSurveyBody,
    @IdempotencyKey() idempotency?: Idempotency,
  ): Promise<SurveyView> {
    return this.drafts.create(actor, body, idempotency);
  }

  @Get()
  @ApiOperation({ summary: 'Surveys that the account may see, newest first' })
  @ApiOkResponse({ type: SurveyPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: SurveysQuery): Promise<SurveyPage> {
    return this.rows.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'A survey, with what is still missing and how far it is' })
  @ApiOkResponse({ type: SurveyView })
  @ProblemCodes('NOT_FOUND')
  async get(@CurrentActor() actor: Actor, @Id() id: string): Promise<SurveyView> {
    return toSurveyView(await this.rows.find(actor, id));
  }

  @Put(':id')
  @Roles('agency-clerk', 'info-editor', 'info-reviewer')
  @ApiOperation({
    summary: 'Change a survey while its unit is asked for it',
    description: 'What is left out stays as it is.',
  })
  @ApiOkResponse({ type: SurveyView })
  @ProblemCodes('NOT_FOUND', 'SURVEY_STATE', 'SURVEY_CHANGED', 'QUESTIONNAIRE_INVALID', 'POLICY_MISSING')
  edit(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: EditSurveyBody): Promise<SurveyView> {
    return this.drafts.edit(actor, id, body);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @ApiOperation({ summary: 'What answers would lead to, and be told; nothing is kept' })
  @ApiOkResponse({ type: PreviewView })
  @ProblemCodes('NOT_FOUND', 'SURVEY_INCOMPLETE')
  async preview(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { answers }: PreviewBody,
  ): Promise<PreviewView> {
    const { questionnaire } = await this.rows.find(actor, id);
    if (!questionnaire) throw new DubanError('SURVEY_INCOMPLETE', 'there is no questionnaire yet');
    const { asked, issues } = new AnswerChecker(questionnaire).check({ ...answers });
    return { asked: [...asked], issues: [...issues] };
  }

  @Get(':id/results')
  @ApiOperation({ summary: 'Figures as of now, and the pieces of free text that are released' })
  @ApiOkResponse({ type: ResultsView })
  @ProblemCodes('NOT_FOUND', 'SURVEY_INCOMPLETE')
  async figures(@CurrentActor() actor: Actor, @Id() id: string): Promise<ResultsView> {
    const { questionnaire } = await this.rows.find(actor, id);
    if (!questionnaire) throw new DubanError('SURVEY_INCOMPLETE', 'there is no questionnaire yet');
    return this.results.of(id, questionnaire);
  }

  @Get(':id/documents')
  @ApiOperation({ summary: 'Analysis report and adoption results' })
  @ApiOkResponse({ type: SurveyDocumentPage })
  @ProblemCodes('NOT_FOUND')
  async documentList(@CurrentActor() actor: Actor, @Id() id: string): Promise<SurveyDocumentPage> {
    await this.rows.find(actor, id);
    const items = (await this.documents.list(id, EVERY_DOCUMENT)).map(withoutUnit);
    return { items, nextCursor: null };
  }

  @Get(':id/documents/:document')
  @ApiOperation({ summary: 'A document as a file: DOCX or PDF' })
  @ApiFile(...Object.values(MEDIA_TYPES))
  @ProblemCodes('NOT_FOUND')
  async document(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Id('document') document: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    await this.rows.find(actor, id);
    return sendFile(reply, await this.documents.file(id, document, EVERY_DOCUMENT));
  }
}
