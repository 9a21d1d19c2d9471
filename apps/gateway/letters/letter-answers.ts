import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { prepared } from '../../../infra/database/prepared.js';
import { POOL } from '../platform/tokens.js';
import { CHAIN } from './followed-letter.js';

/** An answer that the writer may read. It stays readable when the letter is reopened. */
export interface Answer {
  /** Instant at which it passed its review. */
  readonly at: Date;
  /** Null once it has been erased. */
  readonly reply: string | null;
  readonly attachment_ids: string[];
}

@Injectable()
export class LetterAnswers {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** See `readAnswers`. */
  of(letter: string): Promise<Answer[]> {
    return readAnswers(this.pool, letter);
  }
}

/**
 * Reads the reviewed answers to a letter, oldest first: its own, the one that it shares with a letter it followed, and those
 * of the letter it still follows. Never the answers to an accusation.
 */
export async function readAnswers(pool: Pool, letter: string): Promise<Answer[]> {
  const { rows } = await prepared<Answer>(pool, ANSWERS, [letter]);
  return rows;
}

const PASSED = `name IN ('review', 'reviewAnswer') AND outcome = 'pass'`;

/** A review judges the last draft before it. */
const ANSWERS = `
  WITH RECURSIVE ${CHAIN}, answers AS (
    SELECT r.closed_at AS at, c.id AS letter, drafted.number AS task
    FROM chain c
    JOIN (SELECT * FROM task WHERE ${PASSED}) r ON r.process_id = c.id
    CROSS JOIN LATERAL (
      SELECT t.number FROM task t
      WHERE t.process_id = c.id AND t.number < r.number
        AND (t.name IN ('draft', 'rework', 'redo') AND t.outcome = 'submit' OR t.name = 'assign' AND t.outcome = 'answer')
      ORDER BY t.number DESC LIMIT 1
    ) drafted
    WHERE NOT ${isSecret('c')}
    UNION ALL
    SELECT (SELECT min(closed_at) FROM task WHERE process_id = t.process_id AND number > t.number AND ${PASSED}),
      t.process_id, t.number
    FROM chain c
    JOIN task t ON t.process_id = (c.facts ->> 'followed')::uuid AND t.number = (c.facts ->> 'followedTask')::int
    WHERE t.outcome IN ('submit', 'answer') AND NOT ${isSecret('c')}
  )
  SELECT a.at, c.body ->> 'reply' AS reply,
    ARRAY(SELECT jsonb_array_elements_text(coalesce(c.body -> 'attachmentIds', '[]'))) AS attachment_ids
  FROM answers a
  JOIN process p ON p.id = a.letter AND NOT ${isSecret('p')}
  JOIN task t ON t.process_id = a.letter AND t.number = a.task
  JOIN content c ON c.command_id = t.command_id
  ORDER BY a.at, a.task`;
