import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { isSecret } from '../../../activities/read-model/secrecy.js';
import { prepared } from '../../../infra/database/prepared.js';
import { POOL } from '../platform/tokens.js';

/** An answer that its writer may read; it stays readable when the letter is handled once more. */
export interface Answer {
  /** When it passed its review. */
  readonly at: Date;
  /** Null once it has been erased. */
  readonly reply: string | null;
  readonly attachment_ids: string[];
}

@Injectable()
export class LetterAnswers {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** The reviewed answers to a letter, or to the one it was merged into, oldest first; never those to an accusation. */
  async of(process: string): Promise<Answer[]> {
    const { rows } = await prepared<Answer>(this.pool, ANSWERS, [process]);
    return rows;
  }
}

/** What a letter was merged into may have been merged itself. A review is about what was drafted last before it. */
const ANSWERS = `
  WITH RECURSIVE followed AS (
    SELECT id, facts, confidential, 0 AS depth FROM process WHERE id = $1
    UNION ALL
    SELECT p.id, p.facts, p.confidential, f.depth + 1 FROM followed f
    JOIN process p ON p.id = (f.facts ->> 'mergedInto')::uuid WHERE f.depth < 10
  )
  SELECT r.closed_at AS at, c.body ->> 'reply' AS reply,
    ARRAY(SELECT jsonb_array_elements_text(coalesce(c.body -> 'attachmentIds', '[]'))) AS attachment_ids
  FROM followed f
  JOIN task r ON r.process_id = f.id AND r.name IN ('review', 'reviewAnswer') AND r.outcome = 'pass'
  CROSS JOIN LATERAL (
    SELECT t.command_id FROM task t
    WHERE t.process_id = f.id AND t.number < r.number
      AND (t.name IN ('draft', 'rework', 'redo') AND t.outcome = 'submit' OR t.name = 'assign' AND t.outcome = 'answer')
    ORDER BY t.number DESC LIMIT 1
  ) drafted
  JOIN content c ON c.command_id = drafted.command_id
  WHERE NOT ${isSecret('f')}
  ORDER BY r.closed_at, f.depth, r.number`;
