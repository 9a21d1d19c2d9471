import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Questionnaire } from '../../../domain/surveys/questionnaire-schema.js';
import { freeTextOf, questionsOf } from '../../../domain/surveys/questions.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { POOL } from '../platform/tokens.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow } from '../cases/processes/process-view.js';
import { signedSuggestions } from './approved-suggestions.js';
import { visibleSurveys } from './survey-access.js';
import type { SurveyPage, SurveysQuery, SurveyView } from './surveys.dto.js';

const INSTANTS = [
  'publishedAt',
  'opensAt',
  'closesAt',
  'closedAt',
  'figuresAt',
  'reportedAt',
  'adoptedAt',
  'answersDeletedAt',
] as const;
type Instants = Record<(typeof INSTANTS)[number], Date | null>;
type Own = Omit<SurveyView, keyof Instants | 'process' | 'missing' | 'freeText' | 'id' | 'questionnaire'>;

export interface StoredSurvey extends ProcessRow, Own, Instants {
  readonly questionnaire: Questionnaire | null;
  readonly createdAt: Date;
}

const SELECT = `
  SELECT ${PROCESS_COLUMNS}, s.title AS "title", s.unit_code AS unit, s.office_code AS office,
    s.arrangement_id AS arrangement, s.purpose, s.notice, s.anonymity, s.retention_months AS "retentionMonths",
    s.one_answer AS "oneAnswer", s.address_hours AS "addressHours", s.results, s.opens_on::text AS "opensOn", s.days,
    s.questionnaire, s.revision, s.published_at AS "publishedAt", s.opens_at AS "opensAt", s.closes_at AS "closesAt",
    s.closed_at AS "closedAt", s.figures_at AS "figuresAt", s.reported_at AS "reportedAt", s.adopted_at AS "adoptedAt",
    s.answers_deleted_at AS "answersDeletedAt",
    CASE WHEN s.reported_at IS NOT NULL THEN ${signedSuggestions('s.id')} END AS suggestions,
    s.created_at AS "createdAt", n.answers, n."setAside"
  FROM survey s JOIN process p ON p.id = s.id CROSS JOIN LATERAL (
    SELECT coalesce((s.final_tally ->> 'answers')::int, count(*) FILTER (WHERE a.state = 'counted'))::int AS answers,
      coalesce((s.final_tally ->> 'setAside')::int, count(*) FILTER (WHERE a.state = 'set-aside'))::int AS "setAside"
    FROM survey_answer a WHERE a.survey_id = s.id) n`;

/** Surveys as staff see them. */
@Injectable()
export class SurveyRows {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async find(actor: Actor, id: string): Promise<StoredSurvey> {
    const visible = visibleSurveys(actor, 2);
    const { rows } = await this.pool.query<StoredSurvey>(`${SELECT} WHERE s.id = $1 AND ${visible.sql}`, [
      id,
      ...visible.values,
    ]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such survey');
    return rows[0];
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  async list(actor: Actor, query: SurveysQuery): Promise<SurveyPage> {
    const visible = visibleSurveys(actor, 1);
    const where = new Conditions(...visible.values);
    where.add(() => visible.sql);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(s.created_at, s.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<StoredSurvey>(
      `${SELECT} WHERE ${where.sql} ORDER BY s.created_at DESC, s.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(rows, query.limit, toSurveyView, (row) =>
      encodeCursor([row.createdAt.toISOString(), row.id]),
    );
  }
}

export function toSurveyView(row: StoredSurvey): SurveyView {
  const instants = Object.fromEntries(
    INSTANTS.map((name) => [name, row[name]?.toISOString() ?? null]),
  ) as Record<keyof Instants, string | null>;
  const { id, title, unit, office, arrangement, purpose, notice, anonymity, retentionMonths } = row;
  const { oneAnswer, addressHours, results, opensOn, days, questionnaire, revision, answers, setAside } = row;
  const { suggestions } = row;
  return {
    ...{ id, title, unit, office, arrangement, purpose, notice, anonymity, retentionMonths },
    ...{ oneAnswer, addressHours, results, opensOn, days, questionnaire, revision, answers, setAside },
    suggestions,
    ...instants,
    missing: missingOf(row),
    freeText: questionnaire ? freeTextOf(questionsOf(questionnaire)).map(({ name }) => name) : [],
    process: toProcessView(row),
  };
}

/** What everybody must be told before a survey opens (RULES.md 5.7, S1), by the names of its fields. */
export const REQUIRED = ['questionnaire', 'purpose', 'notice', 'anonymity', 'retentionMonths'] as const;

export const missingOf = (row: Pick<StoredSurvey, (typeof REQUIRED)[number]>): string[] =>
  REQUIRED.filter((field) => row[field] === null || row[field] === '');
