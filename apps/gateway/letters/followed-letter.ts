import type { Pool } from 'pg';
import { NEXT_OF_CHAIN } from '../../../domain/letters/merged-letters.js';
import { isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { prepared } from '../../../infra/database/prepared.js';

/**
 * The letter that a merged one follows, or shares an answer, rejection or explanation with. From the merge on the merged
 * letter shows its progress.
 */
export interface FollowedLetter {
  readonly id: string;
  readonly letter_no: string;
  readonly lead_name: string | null;
  /** Instant of the merge. */
  readonly since: Date;
  /** Instant of the shared answer, rejection or explanation; null while the merged letter still follows. */
  readonly until: Date | null;
  /** Number of the task with the shared text; null while the merged letter still follows. */
  readonly shared_task: number | null;
}

/**
 * Reads the letter that a merged one follows.
 *
 * @returns null when the letter was not merged, was separated, or follows an accusation
 */
export async function followedLetter(pool: Pool, letter: string): Promise<FollowedLetter | null> {
  const { rows } = await prepared<FollowedLetter>(pool, FOLLOWED, [letter]);
  return rows[0] ?? null;
}

/**
 * The letters that the letter $1 follows, as rows `chain`: `id`, `stage`, `facts`, `confidential` and `depth`, where 0 is
 * the letter itself. A letter that no longer follows another one is the only row.
 */
export const CHAIN = `
  chain AS (
    SELECT id, stage, facts, confidential, 0 AS depth FROM process WHERE id = $1
    UNION ALL
    SELECT p.id, p.stage, p.facts, p.confidential, c.depth + 1 FROM ${NEXT_OF_CHAIN} AND c.stage = 'merged'
  )`;

const FOLLOWED = `
  WITH RECURSIVE ${CHAIN}, own AS (
    SELECT facts, stage = 'merged' AS waits,
      (SELECT max(t.closed_at) FROM task t WHERE t.process_id = $1 AND t.outcome = 'merge') AS since,
      (SELECT max(e.at) FROM timeline_entry e
        WHERE e.process_id = $1 AND e.type = 'message.received' AND e.data ->> 'name' = 'parent') AS informed_at
    FROM process WHERE id = $1 AND facts ? 'mergedInto'
  )
  SELECT p.id, l.letter_no, u.name AS lead_name, o.since, CASE WHEN NOT o.waits THEN o.informed_at END AS until,
    CASE WHEN NOT o.waits THEN (o.facts ->> 'followedTask')::int END AS shared_task
  FROM own o
  JOIN process p ON p.id = CASE WHEN o.waits THEN (SELECT id FROM chain WHERE depth > 0 ORDER BY depth DESC LIMIT 1)
    ELSE (o.facts ->> 'followed')::uuid END
  JOIN letter l ON l.process_id = p.id
  LEFT JOIN unit u ON u.code = p.facts ->> 'lead'
  WHERE NOT ${isSecret('p')}`;
