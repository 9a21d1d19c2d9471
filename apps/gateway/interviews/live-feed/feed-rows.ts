import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { prepared } from '../../../../infra/database/prepared.js';
import { POOL } from '../../platform/tokens.js';

/** What one number stands for: an utterance, or that an earlier one is taken back. */
export type FeedRow = {
  readonly number: number;
  /** Number of the utterance that this one takes back; null: it is one itself. */
  readonly retracts: number | null;
  /** True: an utterance that has been taken back. Its number stays, its words do not. */
  readonly gone: boolean;
  readonly speaker: string;
  readonly role: string;
  readonly text: string;
  readonly images: readonly string[];
  readonly question: string | null;
  readonly publishedAt: Date;
};

/** What one look at the database brings; `more` when it was cut. */
export interface FeedNews {
  readonly rows: readonly FeedRow[];
  readonly more: boolean;
  /** Nothing will follow: the interview has ended, or was called off. */
  readonly ended: boolean;
}

const BATCH = 500;

/** The numbered utterances of an interview, as PostgreSQL has them. */
@Injectable()
export class FeedRows {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /**
   * What comes after a number. Numbers are taken under a lock that is held until the commit, so that whoever sees one
   * sees all before it; and nothing is published in an interview that has ended, so that `ended` is the last word.
   *
   * @returns null when there is no such interview, or it has not been announced
   */
  async after(interview: string, number: number): Promise<FeedNews | null> {
    const { rows } = await prepared<Partial<FeedRow> & { ended: boolean }>(this.pool, NEWS, [
      interview,
      number,
      BATCH,
    ]);
    const [first] = rows;
    if (!first) return null;
    const found = rows.filter((row): row is FeedRow & { ended: boolean } => row.number != null);
    return { rows: found, more: found.length === BATCH, ended: first.ended };
  }
}

/**
 * The last number that was taken says whether there is anything to look for.
 *
 * $1: the interview, $2: number of the last event that is known, $3: events at most.
 */
export const NEWS = `
  SELECT i.live_ended_at IS NOT NULL OR i.called_off_at IS NOT NULL OR p.state = 'cancelled' AS ended, e.*
  FROM interview i JOIN process p ON p.id = i.id JOIN interview_feed f ON f.interview_id = i.id LEFT JOIN LATERAL (
    SELECT u.number, NULL::integer AS retracts, u.state = 'retracted' AS gone, u.speaker, u.role, u.text, u.images,
      u.question_id AS question, u.published_at AS "publishedAt"
    FROM interview_utterance u WHERE u.interview_id = i.id AND u.number > $2 AND f.last > $2
    UNION ALL
    SELECT u.retraction, u.number, false, '', '', '', '{}', NULL, u.published_at
    FROM interview_utterance u WHERE u.interview_id = i.id AND u.retraction > $2 AND f.last > $2
    ORDER BY 1 LIMIT $3
  ) e ON true
  WHERE i.id = $1 AND i.preview_at IS NOT NULL ORDER BY e.number`;
