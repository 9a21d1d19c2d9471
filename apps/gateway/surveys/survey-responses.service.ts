import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { detail, issue } from '../../../domain/messages/index.js';
import { questionsOf } from '../../../domain/surveys/questions.js';
import { QuotesRepository } from '../../../domain/surveys/quotes.repository.js';
import { ResponsesRepository, type ResponseRow } from '../../../domain/surveys/responses.repository.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import type {
  AnswerDecisionBody,
  AnswerPage,
  AnswersQuery,
  AnswerView,
  QuoteBody,
  QuoteView,
} from './surveys.dto.js';
import { SurveysService } from './surveys.service.js';

/** Responses as staff see them: lists, moderation, release of quotes. */
@Injectable()
export class SurveyResponsesService {
  constructor(
    private readonly responses: ResponsesRepository,
    private readonly quotes: QuotesRepository,
    private readonly surveys: SurveysService,
  ) {}

  /** Newest first. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async list(actor: Actor, id: string, query: AnswersQuery): Promise<AnswerPage> {
    await this.surveys.find(actor, id);
    return this.responses.page(query, id, query.state, toView);
  }

  /**
   * Decides whether a response counts, until the figures are published.
   *
   * @throws {DubanError} NOT_FOUND, SURVEY_STATE
   */
  async decide(
    actor: Actor,
    id: string,
    response: string,
    { verdict, reason }: AnswerDecisionBody,
  ): Promise<AnswerView> {
    const { figuresAt } = await this.surveys.find(actor, id);
    if (figuresAt) throw figuresPublished();
    const decision = { counts: verdict === 'count', by: actor.title, reason, at: businessDate() };
    const decided = await this.responses.decide(id, response, decision);
    const row = await this.responses.find(id, response);
    if (!row) throw new DubanError('NOT_FOUND', detail('surveys.noResponse'));
    if (!decided) throw figuresPublished();
    return toView(row);
  }

  /** Releases a piece of free text, or replaces its words. @throws {DubanError} NOT_FOUND, VALIDATION_FAILED */
  async quote(actor: Actor, surveyId: string, { answer, question, text }: QuoteBody): Promise<QuoteView> {
    const { questionnaire } = await this.surveys.find(actor, surveyId);
    const named = questionnaire && questionsOf(questionnaire).find(({ name }) => name === question);
    if (named?.kind !== 'text') throw invalid(issue('question', 'surveys.notTextQuestion'));
    const quote = await this.quotes.release({
      ...{ id: randomUUID(), surveyId, answerId: answer, question, body: text },
      ...{ createdBy: actor.id, createdAt: businessDate() },
    });
    if (!quote) throw new DubanError('NOT_FOUND', detail('surveys.noQuotableResponse'));
    return quote;
  }

  /** @throws {DubanError} NOT_FOUND */
  async unquote(actor: Actor, id: string, quote: string): Promise<void> {
    await this.surveys.find(actor, id);
    if (!(await this.quotes.remove(id, quote))) throw new DubanError('NOT_FOUND', detail('surveys.noQuote'));
  }
}

const figuresPublished = (): DubanError => new DubanError('SURVEY_STATE', detail('surveys.figuresPublished'));

const toView = ({ answeredAt, decidedAt, ...row }: ResponseRow): AnswerView => ({
  ...row,
  answeredAt: answeredAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
});
