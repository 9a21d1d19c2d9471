import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { sql } from '../../../infra/database/sql.js';
import { businessDate, businessNow } from '../../../domain/time/business-clock.js';
import {
  StoredDocumentsService,
  withoutUnit,
  type ReadableDocuments,
} from '../cases/documents/stored-documents.service.js';
import type { FileAnswer } from '../platform/http/send-file.js';
import type { Questionnaire } from '../../../domain/surveys/questionnaire-schema.js';
import { freeTextOf, questionsOf } from '../../../domain/surveys/questions.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { POOL } from '../platform/tokens.js';
import type {
  AdoptionItemView,
  PublicSurveyItem,
  PublicSurveyPage,
  PublicSurveysQuery,
  PublicSurveyView,
} from './public-surveys.dto.js';
import { IS_PUBLISHED, publicState } from './published-surveys.js';
import type { ResultsView } from './results.dto.js';
import { SurveyResults } from './survey-results.js';
import { SurveySecrets } from './survey-secrets.js';

type ItemRow = Omit<PublicSurveyItem, 'opensAt' | 'closesAt' | 'participants'> & {
  opensAt: Date;
  closesAt: Date;
};
interface Row extends ItemRow {
  readonly purpose: string;
  readonly notice: string;
  readonly anonymity: string;
  readonly retentionMonths: number;
  readonly oneAnswer: string;
  readonly results: 'never' | 'afterwards' | 'always';
  readonly questionnaire: Questionnaire;
  readonly adoption: AdoptionItemView[] | null;
  readonly adoptedAt: Date | null;
  readonly figuresAt: Date | null;
}

/** Parameter 1 is the instant of the request. */
const ITEM = `s.id, s.title, u.name AS unit, ${publicState('$1')} AS state, s.opens_at AS "opensAt",
  s.closes_at AS "closesAt"`;
const TABLES = 'survey s JOIN process p ON p.id = s.id JOIN unit u ON u.code = s.unit_code';

/** Surveys as everybody may read them: what is not published does not exist here. */
@Injectable()
export class PublicSurveys {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly documents: StoredDocumentsService,
    private readonly results: SurveyResults,
    private readonly secrets: SurveySecrets,
  ) {}

  /** Those that open last first. @throws {DubanError} CURSOR_INVALID */
  async list(query: PublicSurveysQuery): Promise<PublicSurveyPage> {
    const where = new Conditions(businessDate());
    where.add(() => IS_PUBLISHED);
    where.equal(`(${publicState('$1')})`, query.state);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(s.opens_at, s.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<ItemRow>(
      `SELECT ${ITEM} FROM ${TABLES} WHERE ${where.sql} ORDER BY s.opens_at DESC, s.id DESC LIMIT ${limit}`,
      where.values,
    );
    const { items, nextCursor } = page(
      rows,
      query.limit,
      (row) => row,
      (row) => encodeCursor([row.opensAt.toISOString(), row.id]),
    );
    return { items: await Promise.all(items.map((row) => this.toItem(row))), nextCursor };
  }

  /** @throws {DubanError} NOT_FOUND */
  async get(id: string): Promise<PublicSurveyView> {
    const row = await this.row(id);
    const { state, opensAt, closesAt, questionnaire } = row;
    const until = (at: Date): number => Math.max(0, Math.ceil((at.getTime() - businessNow()) / 1000));
    const { purpose, notice, anonymity, retentionMonths, oneAnswer, results } = row;
    return {
      ...(await this.toItem(row)),
      ...{ purpose, notice, anonymity, retentionMonths, oneAnswer, results, questionnaire },
      freeText: freeTextOf(questionsOf(questionnaire)).map(({ name }) => name),
      secondsToOpening: state === 'upcoming' ? until(opensAt) : null,
      secondsToClosing: state === 'open' ? until(closesAt) : null,
      ticket: state === 'open' ? await this.secrets.ticket(id, businessNow()) : null,
      resultsPublished: showsResults(row),
      documents: (await this.documents.list(id, readableOf(row))).map(withoutUnit),
      adoption: row.adoptedAt ? row.adoption : null,
    };
  }

  /** @throws {DubanError} NOT_FOUND also as long as they are not public */
  async resultsOf(id: string): Promise<ResultsView> {
    const row = await this.row(id);
    if (!showsResults(row)) throw new DubanError('NOT_FOUND', 'the results are not public');
    return this.results.recentOf(id, row.questionnaire);
  }

  /** @throws {DubanError} NOT_FOUND also as long as it is not public */
  async document(id: string, document: string): Promise<FileAnswer> {
    return this.documents.file(id, document, readableOf(await this.row(id)));
  }

  private async toItem({ id, title, unit, state, opensAt, closesAt }: ItemRow): Promise<PublicSurveyItem> {
    return {
      ...{ id, title, unit, state },
      opensAt: opensAt.toISOString(),
      closesAt: closesAt.toISOString(),
      participants: await this.results.participantsOf(id),
    };
  }

  private async row(id: string): Promise<Row> {
    const { rows } = await this.pool.query<Row>(
      `SELECT ${ITEM}, s.purpose, s.notice, s.anonymity, s.retention_months AS "retentionMonths", s.results,
         s.one_answer AS "oneAnswer", s.questionnaire, s.adoption, s.adopted_at AS "adoptedAt",
         s.figures_at AS "figuresAt"
       FROM ${TABLES} WHERE s.id = $2 AND ${IS_PUBLISHED}`,
      [businessDate(), id],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such survey');
    return rows[0];
  }
}

const showsResults = ({ results, figuresAt, state }: Row): boolean =>
  results === 'always' ? state !== 'upcoming' : results === 'afterwards' && figuresAt !== null;

/** The report holds the figures; what is adopted is public in any case. */
const readableOf = ({ results, figuresAt }: Row): ReadableDocuments => {
  const kinds = results !== 'never' && figuresAt !== null ? ['report', 'adoption'] : ['adoption'];
  return sql`d.kind = ANY (${kinds}::text[])`;
};
