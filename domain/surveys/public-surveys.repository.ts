import type { Survey } from '../../infra/database/entities/surveys.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { equal, sql, type Sql } from '../../infra/database/sql.js';
import { GOING_ON, type GoingOn } from '../cases/portal/portal.js';
import type { AdoptionItem } from './documents/facts.js';
import type { Questionnaire } from './questionnaire-schema.js';

/** `paused`: between opening and closing, and still not open. */
export type PublicSurveyState = 'upcoming' | 'open' | 'paused' | 'closed';

export type PublicSurveyItemRow = Pick<Survey, 'id' | 'title' | 'kind' | 'results' | 'figuresAt'> & {
  /** Name of the unit that holds it. */
  readonly unit: string;
  readonly state: PublicSurveyState;
  readonly opensAt: Date;
  readonly closesAt: Date;
};

export type PublicSurveyRow = PublicSurveyItemRow &
  Pick<Survey, 'oneAnswer' | 'reportedAt' | 'adoptedAt'> & {
    readonly purpose: string;
    readonly notice: string;
    readonly anonymity: string;
    readonly retentionMonths: number;
    readonly questionnaire: Questionnaire;
    readonly adoption: AdoptionItem[] | null;
  };

/** A published survey as far as responding needs it. */
export type AnswerableSurvey = Pick<Survey, 'id' | 'revision' | 'oneAnswer' | 'addressHours'> & {
  readonly questionnaire: Questionnaire;
  readonly state: PublicSurveyState;
};

/** Over the rows `s` of a survey and `p` of its process. A survey that has been held stays public, even when it is cancelled. */
const IS_PUBLISHED = sql`s.published_at IS NOT NULL AND (p.state <> 'cancelled' OR s.closed_at IS NOT NULL)`;

/** The same rule by which responses are accepted. */
function stateAt(instant: Date): Sql {
  const now = sql`${instant}::timestamptz`;
  return sql`CASE WHEN s.closed_at IS NOT NULL OR ${now} >= s.closes_at THEN 'closed'
    WHEN ${now} < s.opens_at THEN 'upcoming' WHEN p.state = 'running' THEN 'open' ELSE 'paused' END`;
}

/** The report shows the figures, so it is public with them; adoption results always are. Over the row `d` of a document. */
export const isPublicDocument = ({ results, figuresAt }: Pick<Survey, 'results' | 'figuresAt'>): Sql =>
  results !== 'never' && figuresAt !== null
    ? sql`d.kind IN ('report', 'adoption')`
    : sql`d.kind = 'adoption'`;

const itemColumns = (state: Sql): Sql =>
  sql`s.id, s.title, s.kind, u.name AS unit, ${state} AS state, s.opens_at AS "opensAt", s.closes_at AS "closesAt",
    s.results, s.figures_at AS "figuresAt"`;
const TABLES = sql`survey s JOIN process p ON p.id = s.id JOIN unit u ON u.code = s.unit_code`;

/** Surveys as the public reads them: others do not exist here. `now` is the instant of the request. */
export class PublicSurveysRepository {
  constructor(private readonly db: Database) {}

  /** Those that are open, by the end of their period. */
  goingOn(now: Date): Promise<GoingOn[]> {
    return queryRows(
      this.db,
      sql`SELECT 'survey' AS kind, id, title, unit, state, "opensAt" AS from, "closesAt" AS until
        FROM (SELECT ${itemColumns(stateAt(now))} FROM ${TABLES} WHERE ${IS_PUBLISHED} AND s.closed_at IS NULL) s
        WHERE state = 'open' ORDER BY "closesAt", id LIMIT ${GOING_ON}`,
    );
  }

  /** Latest opening first. @throws {DubanError} CURSOR_INVALID */
  page(
    query: KeysetQuery,
    now: Date,
    state: PublicSurveyState | undefined,
  ): Promise<Page<PublicSurveyItemRow>> {
    return keysetPage<PublicSurveyItemRow, PublicSurveyItemRow>(this.db, query, {
      select: sql`SELECT ${itemColumns(stateAt(now))} FROM ${TABLES}`,
      where: [IS_PUBLISHED, equal(sql`(${stateAt(now)})`, state)],
      order: descending(['s.opens_at', 'opensAt', 'instant'], ['s.id', 'id', 'uuid']),
      view: (row) => row,
    });
  }

  find(id: string, now: Date): Promise<PublicSurveyRow | undefined> {
    return queryRow(
      this.db,
      sql`SELECT ${itemColumns(stateAt(now))}, s.purpose, s.notice, s.anonymity, s.retention_months AS "retentionMonths",
          s.one_answer AS "oneAnswer", s.questionnaire, s.adoption, s.adopted_at AS "adoptedAt",
          s.reported_at AS "reportedAt"
        FROM ${TABLES} WHERE s.id = ${id} AND ${IS_PUBLISHED}`,
    );
  }

  findAnswerable(id: string, now: Date): Promise<AnswerableSurvey | undefined> {
    return queryRow(
      this.db,
      sql`SELECT s.id, s.questionnaire, s.revision, s.one_answer AS "oneAnswer", s.address_hours AS "addressHours",
          ${stateAt(now)} AS state
        FROM survey s JOIN process p ON p.id = s.id WHERE s.id = ${id} AND ${IS_PUBLISHED}`,
      { prepare: 'always' },
    );
  }

  /** Responses that count; the final number once they are deleted. */
  async countParticipants(id: string): Promise<number> {
    const row = await queryRow<{ count: number }>(
      this.db,
      sql`SELECT coalesce((final_tally ->> 'answers')::int,
          (SELECT count(*)::int FROM survey_answer WHERE survey_id = ${id} AND state = 'counted')) AS count
        FROM survey WHERE id = ${id}`,
    );
    return row!.count;
  }
}
