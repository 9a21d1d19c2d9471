import { SurveyAnswer, SurveyRespondent } from '../../infra/database/entities/surveys.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { equal, integer, sql } from '../../infra/database/sql.js';
import type { Answers } from './answer-checker.js';
import type { Question } from './questions.js';
import { tallyOf, type Counted, type Tally } from './tallies.js';

/** A response as staff see it. */
export type ResponseRow = Pick<
  SurveyAnswer,
  'id' | 'answeredAt' | 'seconds' | 'state' | 'cause' | 'decidedBy' | 'decidedAt' | 'reason'
> & { readonly answers: Answers };

/** Digests of an Idempotency-Key and of the body sent under it. The solved challenge is not part of the body. */
export interface RequestDigest {
  readonly key: string;
  readonly body: string;
}

export interface NewResponse {
  readonly id: string;
  readonly answers: Answers;
  /** Digest by which a repeated response is recognised; null: it is not. */
  readonly respondent: string | null;
  /** Null: not known. */
  readonly seconds: number | null;
  /** Why it is held for moderation; null: it counts. */
  readonly cause: string | null;
  readonly request: RequestDigest | null;
  readonly answeredAt: Date;
}

/** `id` is null when nothing was stored; `open` says whether the survey accepted responses at that instant. */
export type Stored =
  | { readonly open: boolean; readonly id: null; readonly answeredAt: null }
  | { readonly open: true; readonly id: string; readonly answeredAt: Date };

export type Receipt = Pick<SurveyAnswer, 'id' | 'answeredAt'>;

const STAFF_VIEW = sql`
  SELECT a.id, a.answered_at AS "answeredAt", a.seconds, a.state, a.cause, a.data AS answers,
    a.decided_by AS "decidedBy", a.decided_at AS "decidedAt", a.reason
  FROM survey_answer a`;

/** Responses to surveys. */
export class ResponsesRepository {
  constructor(private readonly db: Database) {}

  /**
   * Stores a response if the survey is open at its instant, and still of the revision that the answers were checked
   * against. The shared lock keeps the survey from closing meanwhile, so that every stored response is counted. A known
   * respondent, or a used key, stores nothing.
   */
  async add(
    survey: { readonly id: string; readonly revision: number; readonly addressHours: number | null },
    { id, answers, respondent, seconds, cause, request, answeredAt }: NewResponse,
  ): Promise<Stored> {
    const at = sql`${answeredAt}::timestamptz`;
    const isNew = sql`${respondent}::text IS NULL`;
    const stored = await queryRow<Stored>(
      this.db,
      sql`
      WITH taking AS (
        SELECT s.id FROM survey s JOIN process p ON p.id = s.id
        WHERE s.id = ${survey.id} AND s.revision = ${survey.revision} AND s.published_at IS NOT NULL AND s.closed_at IS NULL
          AND ${at} >= s.opens_at AND ${at} < s.closes_at AND p.state = 'running'
        FOR SHARE OF s
      ), respondent AS (
        INSERT INTO survey_respondent (survey_id, respondent, last_at)
        SELECT id, ${respondent}::text, ${at} FROM taking WHERE NOT ${isNew}
        ON CONFLICT (survey_id, respondent) DO UPDATE SET last_at = ${at}
          WHERE survey_respondent.last_at <= ${at} - make_interval(hours => ${survey.addressHours}::int)
        RETURNING 1
      ), stored AS (
        INSERT INTO survey_answer (id, survey_id, data, state, cause, seconds, idempotency_key, body_hash, answered_at)
        SELECT ${id}::uuid, id, ${JSON.stringify(answers)}::jsonb, ${cause === null ? 'counted' : 'set-aside'}::text,
          ${cause}::text, ${seconds}::integer, ${request?.key ?? null}::uuid, ${request?.body ?? null}::uuid, ${at}
        FROM taking WHERE ${isNew} OR EXISTS (SELECT 1 FROM respondent)
        ON CONFLICT (survey_id, idempotency_key) DO NOTHING
        RETURNING id, answered_at
      )
      SELECT EXISTS (SELECT 1 FROM taking) AS open, (SELECT id FROM stored) AS id,
        (SELECT answered_at FROM stored) AS "answeredAt"`,
      { prepare: 'always' },
    );
    return stored!;
  }

  /** The response that was stored under this key. `same`: with the same body */
  findByKey(
    survey: string,
    { key, body }: RequestDigest,
  ): Promise<(Receipt & { readonly same: boolean }) | undefined> {
    return queryRow(
      this.db,
      sql`SELECT id, answered_at AS "answeredAt", body_hash = ${body} AS same FROM survey_answer
        WHERE survey_id = ${survey} AND idempotency_key = ${key}`,
      { prepare: 'always' },
    );
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    survey: string,
    state: string | undefined,
    view: (row: ResponseRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<ResponseRow, V>(this.db, query, {
      select: STAFF_VIEW,
      where: [sql`a.survey_id = ${survey}`, equal('a.state', state)],
      order: descending(['a.answered_at', 'answeredAt', 'instant'], ['a.id', 'id', 'uuid']),
      view,
    });
  }

  find(survey: string, id: string): Promise<ResponseRow | undefined> {
    return queryRow(this.db, sql`${STAFF_VIEW} WHERE a.survey_id = ${survey} AND a.id = ${id}`);
  }

  /** Every response in the order of arrival, in batches. */
  async *all(survey: string): AsyncGenerator<ResponseRow> {
    const most = 1_000;
    let after: [at: Date | string, id: string] = ['-infinity', '00000000-0000-0000-0000-000000000000'];
    for (;;) {
      const rows = await queryRows<ResponseRow>(
        this.db,
        sql`${STAFF_VIEW} WHERE a.survey_id = ${survey}
          AND (a.answered_at, a.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)
          ORDER BY a.answered_at, a.id LIMIT ${integer(most)}`,
      );
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < most) return;
      after = [last.answeredAt, last.id];
    }
  }

  /**
   * Decides whether a response counts. The cause that a machine found stays.
   *
   * @param decision.by title of the account
   * @returns false when there is no such response, or the figures are published
   */
  async decide(
    survey: string,
    id: string,
    decision: { readonly counts: boolean; readonly by: string; readonly reason: string; readonly at: Date },
  ): Promise<boolean> {
    const { counts, by, reason, at } = decision;
    const decided = await execute(
      this.db,
      sql`UPDATE survey_answer a SET state = ${counts ? 'counted' : 'set-aside'},
          cause = CASE WHEN ${counts} THEN a.cause ELSE coalesce(a.cause, 'DECIDED') END,
          decided_by = ${by}, decided_at = ${at}, reason = ${reason}
        FROM survey s WHERE a.survey_id = ${survey} AND a.id = ${id} AND s.id = a.survey_id AND s.figures_at IS NULL`,
    );
    return decided > 0;
  }

  /** Responses that count, and those that do not. */
  async count(survey: string): Promise<{ answers: number; setAside: number }> {
    const counts = await queryRow<{ answers: number; setAside: number }>(
      this.db,
      sql`SELECT count(*) FILTER (WHERE state = 'counted')::int AS answers,
          count(*) FILTER (WHERE state = 'set-aside')::int AS "setAside"
        FROM survey_answer WHERE survey_id = ${survey}`,
    );
    return counts!;
  }

  /** Counts the answers of responses that count, in one snapshot; the final tally once they are deleted. */
  async tally(survey: string, questions: readonly Question[]): Promise<Tally> {
    // Of free text only the number of answers is counted.
    const counted = questions.filter(({ kind }) => kind !== 'text').map(({ name }) => name);
    const row = await queryRow<Counted>(
      this.db,
      sql`
      WITH given AS (
        SELECT q.key AS question, q.value AS answer
        FROM survey_answer a CROSS JOIN LATERAL jsonb_each(a.data) q
        WHERE a.survey_id = ${survey} AND a.state = 'counted'
      ), counted AS (
        SELECT g.question, v.row, v.value, count(*)::int AS count
        FROM given g CROSS JOIN LATERAL (
          SELECT NULL AS row, g.answer #>> '{}' AS value WHERE jsonb_typeof(g.answer) IN ('string', 'number')
          UNION ALL
          SELECT NULL, jsonb_array_elements_text(g.answer) WHERE jsonb_typeof(g.answer) = 'array'
          UNION ALL
          SELECT e.key, e.value FROM jsonb_each_text(
            CASE jsonb_typeof(g.answer) WHEN 'object' THEN g.answer ELSE '{}' END) e
        ) v
        WHERE g.question = ANY (${counted}) GROUP BY 1, 2, 3
      )
      SELECT (SELECT count(*)::int FROM survey_answer WHERE survey_id = ${survey} AND state = 'counted') AS answers,
        (SELECT count(*)::int FROM survey_answer WHERE survey_id = ${survey} AND state = 'set-aside') AS "setAside",
        (SELECT final_tally FROM survey WHERE id = ${survey}) AS final,
        (SELECT coalesce(jsonb_agg(to_jsonb(c)), '[]') FROM counted c) AS values,
        (SELECT coalesce(jsonb_agg(to_jsonb(n)), '[]') FROM (
          SELECT question, count(*)::int AS count FROM given GROUP BY 1) n) AS answered`,
    );
    return tallyOf(questions, row!);
  }

  /** Takes every response out of the count: its survey was withdrawn. */
  async withdrawAll(surveyId: string): Promise<void> {
    const withdrawn = { state: 'set-aside', cause: 'WITHDRAWN' } as const;
    await this.db.getRepository(SurveyAnswer).update({ surveyId, state: 'counted' }, withdrawn);
  }

  async deleteAll(surveyId: string): Promise<void> {
    await this.db.getRepository(SurveyAnswer).delete({ surveyId });
  }

  async deleteRespondents(surveyId: string): Promise<void> {
    await this.db.getRepository(SurveyRespondent).delete({ surveyId });
  }
}
