import { In, Like, Not } from 'typeorm';
import { Attachment } from '../../infra/database/entities/attachments.js';
import { InterviewUtterance } from '../../infra/database/entities/interviews.js';
import { ascending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { equal, sql, type Sql } from '../../infra/database/sql.js';
import type { SpokenLine } from './documents/transcript.js';
import type { Act, UtteranceSubject } from './utterance-flow.js';

/** An utterance as staff see it, with its acts, oldest first. */
export type UtteranceRow = Pick<
  InterviewUtterance,
  'id' | 'role' | 'speaker' | 'text' | 'images' | 'state' | 'number' | 'createdAt' | 'publishedAt'
> & {
  /** The question that it answers. */
  readonly question: string | null;
  /** `by`: title of the account; `at`: ISO 8601, UTC. */
  readonly acts: { act: string; account: string; by: string; at: string; reason: string | null }[];
};

export type NewUtterance = Pick<
  InterviewUtterance,
  'id' | 'interviewId' | 'role' | 'speaker' | 'text' | 'images' | 'questionId' | 'idempotencyKey' | 'bodyHash'
>;

/** An act that was done with an utterance. */
export interface UtteranceAct {
  readonly act: Act | 'draft';
  readonly account: string;
  /** The text that was written; null: it stays. */
  readonly text: string | null;
  readonly reason: string | null;
}

const STAFF_VIEW = sql`
  SELECT u.id, u.role, u.speaker, u.text, u.images, u.question_id AS question, u.state, u.number,
    u.created_at AS "createdAt", u.published_at AS "publishedAt",
    (SELECT jsonb_agg(jsonb_build_object('act', d.act, 'account', d.account_id, 'by', coalesce(c.title, d.account_id), 'at',
       to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', d.reason) ORDER BY d.seq)
     FROM interview_utterance_act d LEFT JOIN account c ON c.id::text = d.account_id
     WHERE d.utterance_id = u.id) AS acts
  FROM interview_utterance u`;

/** Utterances of an interview, and who did what with them. Their instants are the database's: they follow its locks. */
export class UtterancesRepository {
  constructor(private readonly db: Database) {}

  /** In the order in which they were written. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    interview: string,
    state: string | undefined,
    view: (row: UtteranceRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<UtteranceRow, V>(this.db, query, {
      select: STAFF_VIEW,
      where: [sql`u.interview_id = ${interview}`, equal('u.state', state)],
      order: ascending(['u.created_at', 'createdAt', 'instant'], ['u.id', 'id', 'uuid']),
      view,
    });
  }

  /** An utterance that exists. */
  async get(id: string): Promise<UtteranceRow> {
    return (await queryRow<UtteranceRow>(this.db, sql`${STAFF_VIEW} WHERE u.id = ${id}`))!;
  }

  /** The utterance that was drafted under this key. */
  findByKey(
    interviewId: string,
    idempotencyKey: string,
  ): Promise<{ id: string; bodyHash: string | null } | null> {
    return this.db.getRepository(InterviewUtterance).findOne({
      select: { id: true, bodyHash: true },
      where: { interviewId, idempotencyKey },
    });
  }

  /** An utterance with what has been done with it. In a transaction, until whose end nobody else changes it. */
  async findLocked(interview: string, id: string): Promise<UtteranceSubject | null> {
    const row = await queryRow<Omit<UtteranceSubject, 'acts'>>(
      this.db,
      sql`SELECT role, state FROM interview_utterance WHERE id = ${id} AND interview_id = ${interview} FOR UPDATE`,
    );
    if (!row) return null;
    const acts = await queryRows<UtteranceSubject['acts'][number]>(
      this.db,
      sql`SELECT act, account_id AS account FROM interview_utterance_act WHERE utterance_id = ${id} ORDER BY seq`,
    );
    return { ...row, acts };
  }

  /** In a transaction. @param account id of its author */
  async add(utterance: NewUtterance, account: string): Promise<void> {
    const { id, interviewId, role, speaker, text, images, questionId, idempotencyKey, bodyHash } = utterance;
    await execute(
      this.db,
      sql`INSERT INTO interview_utterance (id, interview_id, role, speaker, text, images, question_id, state, created_at,
          idempotency_key, body_hash)
        VALUES (${id}, ${interviewId}, ${role}, ${speaker}, ${text}, ${images}, ${questionId}, 'draft',
          date_trunc('milliseconds', clock_timestamp()), ${idempotencyKey}, ${bodyHash})`,
    );
    await this.note(id, { act: 'draft', account, text, reason: null });
  }

  /**
   * Applies an act and notes who did it. In a transaction, as its last statements: a number is taken under a lock that is
   * held until the commit, so readers of the feed never skip an utterance that commits late.
   *
   * @param state what the act leads to
   */
  async apply(
    interview: string,
    id: string,
    { state, ...done }: UtteranceAct & { readonly state: string },
  ): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE interview_utterance SET ${await this.changeBy(interview, done, state)} WHERE id = ${id}`,
    );
    await this.note(id, done);
  }

  private async changeBy(interview: string, { act, text }: UtteranceAct, state: string): Promise<Sql> {
    switch (act) {
      case 'publish':
        return sql`state = 'published', number = ${await this.nextNumber(interview)}, published_at = clock_timestamp()`;
      case 'retract':
        return sql`state = 'retracted', retraction = ${await this.nextNumber(interview)}`;
      case 'revise':
        return sql`text = ${text}`;
      default:
        return sql`state = ${state}`;
    }
  }

  private async note(utterance: string, { act, account, text, reason }: UtteranceAct): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO interview_utterance_act (utterance_id, seq, act, account_id, at, text, reason)
        SELECT ${utterance}, coalesce(max(seq), 0) + 1, ${act}, ${account}, clock_timestamp(), ${text}, ${reason}
        FROM interview_utterance_act WHERE utterance_id = ${utterance}`,
    );
  }

  private async nextNumber(interview: string): Promise<number> {
    const row = await queryRow<{ last: number }>(
      this.db,
      sql`UPDATE interview_feed SET last = last + 1 WHERE interview_id = ${interview} RETURNING last`,
    );
    return row!.last;
  }

  /** Whether all of these uploaded files are images. */
  async areImages(attachments: readonly string[]): Promise<boolean> {
    const others = { id: In(attachments), mediaType: Not(Like('image/%')) };
    return !(await this.db.getRepository(Attachment).existsBy(others));
  }

  /** How many are neither published nor withdrawn. */
  countOpen(interviewId: string): Promise<number> {
    const state = In(['draft', 'reviewed', 'approved']);
    return this.db.getRepository(InterviewUtterance).countBy({ interviewId, state });
  }

  /** Published ones, without those taken back. */
  published(interview: string): Promise<SpokenLine[]> {
    return queryRows(
      this.db,
      sql`SELECT speaker, text, cardinality(images) AS images FROM interview_utterance
        WHERE interview_id = ${interview} AND state = 'published' ORDER BY number`,
    );
  }
}
