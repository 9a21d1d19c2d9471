import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';

/**
 * Seconds by which the SLA monitor's next turn is overdue, or for which the current turn has been running; 0 while it
 * sleeps. Null when it has never run.
 */
export async function slaMonitorBehind(db: Queryable): Promise<number | null> {
  const [row] = await rowsOf<{ seconds: number | null }>(db, BEHIND);
  return row?.seconds ?? null;
}

// During a turn `next_at` is null, and `turn_at` is when the turn began.
const BEHIND = `
  SELECT greatest(0, extract(epoch FROM now() - coalesce(next_at, turn_at, beat_at)))::float8 AS seconds
  FROM watch_state WHERE coalesce(next_at, turn_at, beat_at) IS NOT NULL`;
