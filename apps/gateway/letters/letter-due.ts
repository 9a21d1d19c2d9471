import type { Pool } from 'pg';
import { prepared } from '../../../infra/database/prepared.js';

export interface DueRow {
  readonly due_at: Date | null;
  /** Holidays of a year on the way are not published yet. */
  readonly provisional: boolean;
}

/**
 * When a letter is due, by the clock that runs now, or ran last; not by those of the units that only help.
 *
 * @param until clocks that start later do not count; null: all do
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
