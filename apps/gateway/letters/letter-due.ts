import type { Pool } from 'pg';
import { prepared } from '../../../infra/database/prepared.js';

export interface DueRow {
  readonly due_at: Date | null;
  /** True while the holidays of a year in between are not published. */
  readonly provisional: boolean;
}

/**
 * Reads when a letter is due: by the clock of the letter that runs, or ran last. Clocks of co-handling units do not count.
 *
 * @param until ignores clocks that started later; null for none
 */
export async function readDue(
  pool: Pool,
  process: string,
  until: Date | null = null,
): Promise<DueRow | undefined> {
  const { rows } = await prepared<DueRow>(
    pool,
    `SELECT due_at, provisional FROM clock
     WHERE process_id = $1 AND name IN ('handling', 'rework', 'reopen') AND task IS NULL
       AND ($2::timestamptz IS NULL OR started_at <= $2)
     ORDER BY state = 'stopped', number DESC LIMIT 1`,
    [process, until],
  );
  return rows[0];
}
