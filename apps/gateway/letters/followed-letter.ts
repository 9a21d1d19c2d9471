import type { Pool } from 'pg';
import { NEXT_OF_CHAIN } from '../../../domain/letters/merged-letters.js';
import { isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { prepared } from '../../../infra/database/prepared.js';

/**
 * The letter that another one follows, or has followed to its answer, refusal or explanation. Its progress is that one's
 * from the merge on.
 */
export interface FollowedLetter {
  readonly id: string;
  readonly letter_no: string;
  readonly lead_name: string | null;
  /** When the other letter was merged. */
  readonly since: Date;
  /** When it had its answer, refusal or explanation; null while it follows. */
  readonly until: Date | null;
  /** Number of the task that gave it; null while it follows. */
  readonly told_task: number | null;
}

/** Null when the letter was not merged, goes its own way again, or what it follows has turned out to be an accusation. */
export async function followedLetter(pool: Pool, letter: string): Promise<FollowedLetter | null> {
  const { rows } = await prepared<FollowedLetter>(pool, FOLLOWED, [letter]);
  return rows[0] ?? null;
}

/**
 * Letters that parameter $1 follows, as rows `chain`: `id`, `stage`, `facts`, `confidential` and `depth`, where 0 is the
 * letter itself. Of one that has been told what it waited for it is that alone.
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
        WHERE e.process_id = $1 AND e.type = 'message.received' AND e.data ->> 'name' = 'parent') AS told_at
    FROM process WHERE id = $1 AND facts ? 'mergedInto'
  )
  SELECT p.id, l.letter_no, u.name AS lead_name, o.since, CASE WHEN NOT o.waits THEN o.told_at END AS until,
    CASE WHEN NOT o.waits THEN (o.facts ->> 'followedTask')::int END AS told_task
  FROM own o
  JOIN process p ON p.id = CASE WHEN o.waits THEN (SELECT id FROM chain WHERE depth > 0 ORDER BY depth DESC LIMIT 1)
    ELSE (o.facts ->> 'followed')::uuid END
  JOIN letter l ON l.process_id = p.id
  LEFT JOIN unit u ON u.code = p.facts ->> 'lead'
  WHERE NOT ${isSecret('p')}`;
