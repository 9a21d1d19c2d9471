import { Injectable } from '@nestjs/common';
import { detail } from '../../../domain/messages/index.js';
import {
  isPublicDocument,
  PublicSurveysRepository,
  type PublicSurveyItemRow,
  type PublicSurveyRow,
} from '../../../domain/surveys/public-surveys.repository.js';
import { freeTextOf, questionsOf } from '../../../domain/surveys/questions.js';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import {
  StoredDocumentsService,
  withoutUnit,
  type ReadableDocuments,
} from '../cases/documents/stored-documents.service.js';
import type { FileAnswer } from '../platform/http/send-file.js';
import type {
  PublicSurveyItem,
  PublicSurveyPage,
  PublicSurveysQuery,
  PublicSurveyView,
} from './public-surveys.dto.js';
import type { ResultsView } from './results.dto.js';
import { SurveyResultsService } from './survey-results.service.js';
import { SurveySecrets } from './survey-secrets.js';

/** Surveys as the public reads them: those that are not published do not exist here. */
@Injectable()
export class PublicSurveysService {
  constructor(
    private readonly surveys: PublicSurveysRepository,
    private readonly documents: StoredDocumentsService,
    private readonly results: SurveyResultsService,
    private readonly secrets: SurveySecrets,
  ) {}

  /** Latest opening first. @throws {DubanError} CURSOR_INVALID */
  async list(query: PublicSurveysQuery): Promise<PublicSurveyPage> {
    const { items, nextCursor } = await this.surveys.page(query, businessDate(), query.state);
    return { items: await Promise.all(items.map((row) => this.toItem(row))), nextCursor };
  }

  /** @throws {DubanError} NOT_FOUND */
  async get(id: string): Promise<PublicSurveyView> {
    const row = await this.find(id);
    const { state, opensAt, closesAt, questionnaire } = row;
    const secondsTo = (at: Date): number => Math.max(0, Math.ceil((at.getTime() - businessNow()) / 1000));
    const { purpose, notice, anonymity, retentionMonths, oneAnswer, results, figuresAt } = row;
    return {
      ...(await this.toItem(row)),
      ...{ purpose, notice, anonymity, retentionMonths, oneAnswer, results, questionnaire },
      freeText: freeTextOf(questionsOf(questionnaire)).map(({ name }) => name),
      secondsToOpening: state === 'upcoming' ? secondsTo(opensAt) : null,
      secondsToClosing: state === 'open' ? secondsTo(closesAt) : null,
      ticket: state === 'open' ? await this.secrets.ticket(id, businessNow()) : null,
      figuresAt: figuresAt?.toISOString() ?? null,
      reportedAt: row.reportedAt?.toISOString() ?? null,
      adoptedAt: row.adoptedAt?.toISOString() ?? null,
      documents: (await this.documents.list(id, readableOf(row))).map(withoutUnit),
      adoption: row.adoptedAt ? row.adoption : null,
    };
  }

  /** @throws {DubanError} NOT_FOUND also while they are not public */
  async resultsOf(id: string): Promise<ResultsView> {
    const row = await this.find(id);
    if (!showsResults(row)) throw new DubanError('NOT_FOUND', detail('surveys.resultsNotPublic'));
    return this.results.recentOf(id, row.questionnaire);
  }

  /** @throws {DubanError} NOT_FOUND also while it is not public */
  async document(id: string, document: string): Promise<FileAnswer> {
    return this.documents.file(id, document, readableOf(await this.find(id)));
  }

  private async toItem(row: PublicSurveyItemRow): Promise<PublicSurveyItem> {
    const { id, title, kind, unit, state, opensAt, closesAt } = row;
    return {
      ...{ id, title, kind, unit, state },
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
      participants: await this.results.participantsOf(id),
      resultsPublished: showsResults(row),
    };
  }

  private async find(id: string): Promise<PublicSurveyRow> {
    const row = await this.surveys.find(id, businessDate());
    if (!row) throw new DubanError('NOT_FOUND', detail('surveys.noSurvey'));
    return row;
  }
}

const showsResults = ({ results, figuresAt, state }: PublicSurveyItemRow): boolean =>
  results === 'always' ? state !== 'upcoming' : results === 'afterwards' && figuresAt !== null;

const readableOf = (row: PublicSurveyRow): ReadableDocuments => isPublicDocument(row);
