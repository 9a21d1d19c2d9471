import { Body, Controller, Get, HttpCode, Post, Put, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { textIfKnown } from '../../../domain/messages/index.js';
import { AnswerChecker } from '../../../domain/surveys/answer-checker.js';
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
import { SurveyDraftsService } from './survey-drafts.service.js';
import { SurveyResultsService } from './survey-results.service.js';
import { toSurveyView } from './survey-view.js';
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
import { SurveysService } from './surveys.service.js';

@ApiTags('surveys')
@Controller('api/v1/surveys')
export class SurveysController {
  constructor(
    private readonly drafts: SurveyDraftsService,
    private readonly surveys: SurveysService,
    private readonly results: SurveyResultsService,
    private readonly documents: StoredDocumentsService,
  ) {}

  @Post()
  @Roles('agency-clerk', 'info-editor', 'info-reviewer')
  @Idempotent()
  @ApiOperation({
    summary: 'Start a survey',
    description:
      'A unit starts its own; the information office names the unit. Missing contents can be added later.',
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
  @ApiOperation({ summary: 'List the surveys visible to the account' })
  @ApiOkResponse({ type: SurveyPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: SurveysQuery): Promise<SurveyPage> {
    return this.surveys.list(actor, query);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Get a survey' })
  @ApiOkResponse({ type: SurveyView })
  @ProblemCodes('NOT_FOUND')
  async get(@CurrentActor() actor: Actor, @Id() id: string): Promise<SurveyView> {
    return toSurveyView(await this.surveys.find(actor, id));
  }

  @Put(':id')
  @Roles('agency-clerk', 'info-editor', 'info-reviewer')
  @ApiOperation({
    summary: 'Edit a survey while it is drafted',
    description: 'A field that is left out stays.',
  })
  @ApiOkResponse({ type: SurveyView })
  @ProblemCodes('NOT_FOUND', 'SURVEY_STATE', 'SURVEY_CHANGED', 'QUESTIONNAIRE_INVALID', 'POLICY_MISSING')
  edit(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: EditSurveyBody): Promise<SurveyView> {
    return this.drafts.edit(actor, id, body);
  }

  @Post(':id/preview')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Check answers without storing them',
    description: 'Returns the questions that they lead to, and their faults.',
  })
  @ApiOkResponse({ type: PreviewView })
  @ProblemCodes('NOT_FOUND', 'SURVEY_INCOMPLETE')
  async preview(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() { answers }: PreviewBody,
  ): Promise<PreviewView> {
    const questionnaire = await this.surveys.questionnaireOf(actor, id);
    const { asked, issues } = new AnswerChecker(questionnaire).check({ ...answers });
    return {
      asked: [...asked],
      issues: issues.map(({ question, fault }) => ({
        question,
        ...fault,
        message: textIfKnown(fault.code, fault.params)!,
      })),
    };
  }

  @Get(':id/results')
  @ApiOperation({
    summary: 'Get the results of a survey',
    description: 'Present figures and released pieces of free text.',
  })
  @ApiOkResponse({ type: ResultsView })
  @ProblemCodes('NOT_FOUND', 'SURVEY_INCOMPLETE')
  async figures(@CurrentActor() actor: Actor, @Id() id: string): Promise<ResultsView> {
    return this.results.of(id, await this.surveys.questionnaireOf(actor, id));
  }

  @Get(':id/documents')
  @ApiOperation({ summary: 'List the documents of a survey' })
  @ApiOkResponse({ type: SurveyDocumentPage })
  @ProblemCodes('NOT_FOUND')
  async documentList(@CurrentActor() actor: Actor, @Id() id: string): Promise<SurveyDocumentPage> {
    await this.surveys.find(actor, id);
    const items = (await this.documents.list(id, EVERY_DOCUMENT)).map(withoutUnit);
    return { items, nextCursor: null };
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
    await this.surveys.find(actor, id);
    return sendFile(reply, await this.documents.file(id, document, EVERY_DOCUMENT));
  }
}
