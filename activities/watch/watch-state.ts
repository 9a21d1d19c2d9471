import type { Queryable } from '../incidents/incidents.js';

/**
 * Seconds by which the watch is later than it wanted to look, or is busy with one turn; 0 while it sleeps. Null when it
 * has never looked.
 */
export async function watchBehind(db: Queryable): Promise<number | null> {
  const [row] = rowsOf(await db.query(BEHIND, []));
  return row?.seconds ?? null;
}

interface Row {
  readonly seconds: number | null;
}

/** A pool answers with more than the rows, a data source with the rows alone. */
const rowsOf = (answer: unknown): readonly Row[] =>
  Array.isArray(answer) ? (answer as Row[]) : (answer as { rows: Row[] }).rows;

// While it looks, `next_at` is null and `turn_at` says since when.
const BEHIND = `
  SELECT greatest(0, extract(epoch FROM now() - coalesce(next_at, turn_at, beat_at)))::float8 AS seconds
  FROM watch_state WHERE coalesce(next_at, turn_at, beat_at) IS NOT NULL`;
