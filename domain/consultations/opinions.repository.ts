import { In } from 'typeorm';
import { Opinion } from '../../infra/database/entities/consultations.js';
import { ascending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { sql, type Condition } from '../../infra/database/sql.js';
import type { FeedbackRow } from './documents/facts.js';
import { maskedName } from '../text/mask.js';
import type { ComparedOpinion } from './similar-opinions.js';

/** An opinion with its moderation and its verdict. */
export type OpinionRow = Readonly<
  Omit<Opinion, 'consultationId' | 'moderatedBy' | 'moderatedAt' | 'verdictBy' | 'verdictAt'>
>;

/** How opinions are answered: which verdict, why, by whom and when. */
export type OpinionVerdict = Pick<Opinion, 'verdict' | 'verdictReason' | 'verdictBy' | 'verdictAt'>;

export interface VerdictCounts {
  /** Opinions that are not held by moderation. */
  readonly opinions: number;
  /** Of these, adopted wholly or in part. */
  readonly adopted: number;
  /** Of these, without a verdict or not moderated yet. */
  readonly unanswered: number;
}

/** A row of the feedback with the group that was answered as one; null: answered by itself. */
export interface FeedbackOpinion extends FeedbackRow {
  readonly group: string | null;
  readonly summary: string | null;
}

/** Opinions on a clause; null: on the draft as a whole. */
export interface ClauseOpinions {
  readonly clause: number | null;
  readonly received: number;
}

export interface ModerationCounts {
  readonly pending: number;
  readonly published: number;
  readonly setAside: number;
  /** Without a verdict or not moderated yet. */
  readonly unanswered: number;
}

const COLUMNS = sql`o.id, o.clause, o.body, o.name, o.contact, o.received_at AS "receivedAt", o.state,
  o.moderation_reason AS "moderationReason", o.group_id AS "groupId", o.verdict, o.verdict_reason AS "verdictReason"`;

/** Opinions on the drafts of consultations. Conditions are over the row `o`. */
export class OpinionsRepository {
  constructor(private readonly db: Database) {}

  /** @throws SQLSTATE DB012 when the consultation is not open (policy-gate-errors.ts) */
  async add(
    opinion: Pick<
      Opinion,
      | 'id'
      | 'consultationId'
      | 'clause'
      | 'name'
      | 'contact'
      | 'body'
      | 'receivedAt'
      | 'state'
      | 'moderationReason'
    >,
  ): Promise<void> {
    const { id, consultationId, clause, name, contact, body, receivedAt, state, moderationReason } = opinion;
    await execute(
      this.db,
      sql`INSERT INTO opinion
          (id, consultation_id, clause, name, contact, body, received_at, state, moderation_reason)
        VALUES (${id}, ${consultationId}, ${clause}, ${name}, ${contact}, ${body}, ${receivedAt}, ${state},
          ${moderationReason})`,
    );
  }

  /** In the order of receipt. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    consultation: string,
    query: KeysetQuery,
    where: readonly Condition[],
    view: (row: OpinionRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<OpinionRow, V>(this.db, query, {
      select: sql`SELECT ${COLUMNS} FROM opinion o`,
      where: [sql`o.consultation_id = ${consultation}`, ...where],
      order: ascending(['o.received_at', 'receivedAt', 'instant'], ['o.id', 'id', 'uuid']),
      view,
    });
  }

  count(consultationId: string): Promise<number> {
    return this.db.getRepository(Opinion).countBy({ consultationId });
  }

  /** Of each clause that has opinions, whatever moderation has made of them. */
  countsByClause(consultation: string): Promise<ClauseOpinions[]> {
    return queryRows(
      this.db,
      sql`SELECT clause, count(*)::int AS received FROM opinion WHERE consultation_id = ${consultation}::uuid
        GROUP BY clause ORDER BY clause NULLS FIRST`,
    );
  }

  countHeld(consultationId: string): Promise<number> {
    return this.db.getRepository(Opinion).countBy({ consultationId, state: 'setAside' });
  }

  async moderationCounts(consultation: string): Promise<ModerationCounts> {
    const counts = await queryRow<ModerationCounts>(
      this.db,
      sql`SELECT count(*) FILTER (WHERE state = 'pending')::int AS pending,
          count(*) FILTER (WHERE state = 'published')::int AS published,
          count(*) FILTER (WHERE state = 'setAside')::int AS "setAside",
          opinions_unanswered(${consultation}::uuid)::int AS unanswered
        FROM opinion WHERE consultation_id = ${consultation}::uuid`,
    );
    return counts!;
  }

  async verdictCounts(consultation: string): Promise<VerdictCounts> {
    const counts = await queryRow<VerdictCounts>(
      this.db,
      sql`SELECT count(*) FILTER (WHERE state <> 'setAside')::int AS opinions,
          count(*) FILTER (WHERE state = 'published' AND verdict IN ('ADOPTED', 'PARTLY'))::int AS adopted,
          opinions_unanswered(${consultation}::uuid)::int AS unanswered
        FROM opinion WHERE consultation_id = ${consultation}::uuid`,
    );
    return counts!;
  }

  /** Those of the ids that name an opinion of the consultation. @param state left out: any */
  async known(
    consultationId: string,
    ids: readonly string[],
    state?: Opinion['state'],
  ): Promise<ReadonlySet<string>> {
    const where = { consultationId, id: In(ids), ...(state && { state }) };
    const found = await this.db.getRepository(Opinion).find({ select: { id: true }, where });
    return new Set(found.map(({ id }) => id));
  }

  /** @returns how many were moderated. @throws SQLSTATE DB011 once the feedback is public (policy-gate-errors.ts) */
  async moderate(
    consultationId: string,
    ids: readonly string[],
    moderation: Pick<Opinion, 'state' | 'moderationReason' | 'moderatedBy' | 'moderatedAt'>,
  ): Promise<number> {
    const moderated = await this.db
      .getRepository(Opinion)
      .update({ consultationId, id: In(ids) }, moderation);
    return moderated.affected ?? 0;
  }

  /** Answers published opinions, by id or by group. @returns how many. @throws as `moderate` */
  decide(
    consultation: string,
    answered: { readonly opinions: readonly string[] } | { readonly group: string },
    { verdict, verdictReason, verdictBy, verdictAt }: OpinionVerdict,
  ): Promise<number> {
    const which =
      'group' in answered
        ? sql`group_id = ${answered.group}::uuid`
        : sql`id = ANY (${answered.opinions}::uuid[])`;
    return execute(
      this.db,
      sql`UPDATE opinion SET verdict = ${verdict}, verdict_reason = ${verdictReason}, verdict_by = ${verdictBy},
          verdict_at = ${verdictAt}
        WHERE consultation_id = ${consultation} AND state = 'published'
          AND ${which}`,
    );
  }

  /** Whether the account decided on an opinion that the feedback answers. */
  hasVerdictBy(consultationId: string, verdictBy: string): Promise<boolean> {
    return this.db.getRepository(Opinion).existsBy({ consultationId, verdictBy, state: 'published' });
  }

  /** Published opinions without a group and a verdict, in the order of receipt. @param limit rows at most */
  ungrouped(consultation: string, limit: number): Promise<ComparedOpinion[]> {
    return queryRows(
      this.db,
      sql`SELECT id, clause, body FROM opinion
        WHERE consultation_id = ${consultation} AND state = 'published' AND group_id IS NULL AND verdict IS NULL
        ORDER BY received_at, id LIMIT ${limit}`,
    );
  }

  /** The feedback table: every answered opinion in the order of receipt, names masked. */
  async feedback(consultation: string): Promise<FeedbackOpinion[]> {
    const rows = await queryRows<Omit<FeedbackOpinion, 'number'>>(
      this.db,
      sql`SELECT o.name, l.label AS clause, o.body, o.verdict, o.verdict_reason AS reason, o.group_id AS "group",
          g.summary
        FROM opinion o LEFT JOIN consultation_clause l
          ON l.consultation_id = o.consultation_id AND l.number = o.clause
          LEFT JOIN opinion_group g ON g.id = o.group_id
        WHERE o.consultation_id = ${consultation} AND o.state = 'published' AND o.verdict IS NOT NULL
        ORDER BY o.received_at, o.id`,
    );
    return rows.map((row, index) => ({ ...row, number: index + 1, name: maskedName(row.name) }));
  }
}
