import { queryRows, type Database } from '../../infra/database/query.js';
import { sql, type Sql } from '../../infra/database/sql.js';

/** A number of the feed: an utterance, or the retraction of an earlier one. */
export interface FeedRow {
  readonly number: number;
  /** Number of the retracted utterance; null: this is an utterance. */
  readonly retracts: number | null;
  /** True for an utterance that was retracted later: its number stays, its words do not. */
  readonly gone: boolean;
  readonly speaker: string;
  readonly role: string;
  readonly text: string;
  readonly images: readonly string[];
  readonly question: string | null;
  /** Who asked it, and its words; null once it is not approved any more. */
  readonly asked: { readonly nickname: string; readonly text: string } | null;
  readonly publishedAt: Date;
}

export interface FeedNews {
  readonly rows: readonly FeedRow[];
  /** Whether there may be more than one batch. */
  readonly more: boolean;
  /** Whether the interview has ended or was called off: nothing follows. */
  readonly ended: boolean;
}

const BATCH = 500;

/** The numbered utterances and retractions of live interviews. */
export class FeedRepository {
  constructor(private readonly db: Database) {}

  /**
   * Reads what comes after a number. Numbers are assigned under a lock until the commit, so that a visible number implies all
   * earlier ones; and nothing is published in an ended interview, so that `ended` is final.
   *
   * @returns null when the interview does not exist or is not announced
   */
  async after(interview: string, number: number): Promise<FeedNews | null> {
    const statement = feedStatement(interview, number, BATCH);
    const rows = await queryRows<Partial<FeedRow> & { ended: boolean }>(this.db, statement, {
      prepare: 'always',
    });
    const [first] = rows;
    if (!first) return null;
    const found = rows.filter((row): row is FeedRow & { ended: boolean } => row.number != null);
    return { rows: found, more: found.length === BATCH, ended: first.ended };
  }
}

/**
 * One row without a number when nothing is new. The last assigned number decides that without a scan.
 *
 * @param after number of the last event that is known
 */
export const feedStatement = (interview: string, after: number, limit: number): Sql => sql`
  SELECT i.live_ended_at IS NOT NULL OR i.called_off_at IS NOT NULL OR p.state = 'cancelled' AS ended, e.*
  FROM interview i JOIN process p ON p.id = i.id JOIN interview_feed f ON f.interview_id = i.id LEFT JOIN LATERAL (
    SELECT u.number, NULL::integer AS retracts, u.state = 'retracted' AS gone, u.speaker, u.role, u.text, u.images,
      u.question_id AS question, u.published_at AS "publishedAt",
      CASE WHEN q.id IS NOT NULL THEN jsonb_build_object('nickname', coalesce(q.nickname, '网友'), 'text', q.text) END AS asked
    FROM interview_utterance u LEFT JOIN interview_question q ON q.id = u.question_id AND q.state = 'approved'
    WHERE u.interview_id = i.id AND u.number > ${after} AND f.last > ${after}
    UNION ALL
    SELECT u.retraction, u.number, false, '', '', '', '{}', NULL, u.published_at, NULL::jsonb
    FROM interview_utterance u WHERE u.interview_id = i.id AND u.retraction > ${after} AND f.last > ${after}
    ORDER BY 1 LIMIT ${limit}
  ) e ON true
  WHERE i.id = ${interview} AND i.preview_at IS NOT NULL ORDER BY e.number`;
