import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';

/**
 * Seconds by which the watch is later than it wanted to look, or is busy with one turn; 0 while it sleeps. Null when it
 * has never looked.
 */
export async function watchBehind(db: Queryable): Promise<number | null> {
  const [row] = await rowsOf<{ seconds: number | null }>(db, BEHIND);
  return row?.seconds ?? null;
}

// While it looks, `next_at` is null and `turn_at` says since when.
const BEHIND = `
  SELECT greatest(0, extract(epoch FROM now() - coalesce(next_at, turn_at, beat_at)))::float8 AS seconds
  FROM watch_state WHERE coalesce(next_at, turn_at, beat_at) IS NOT NULL`;
