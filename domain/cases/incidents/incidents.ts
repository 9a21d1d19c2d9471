import type { Incident } from '../../../infra/database/entities/incidents.js';
import type { Queryable } from '../../../infra/database/queryable.js';

export type IncidentKind = Incident['kind'];

const MAX_DETAIL = 500;

/** Records that a process cannot go on, or that it still cannot. Never call it in a transaction that may roll back. */
export async function raiseIncident(
  db: Queryable,
  process: string,
  kind: IncidentKind,
  error: unknown,
): Promise<void> {
  await db.query(RAISE, [process, kind, describeError(error)]);
}

/** The cause is gone. Without effect when there was no incident. */
export async function resolveIncident(db: Queryable, process: string, kind: IncidentKind): Promise<void> {
  await db.query('DELETE FROM incident WHERE process_id = $1 AND kind = $2', [process, kind]);
}

/** Name and message, causes included, in one line: never a stack, never the values of a statement. */
export function describeError(error: unknown): string {
  const parts: string[] = [];
  for (let at = error, depth = 0; at !== undefined && at !== null && depth < 4; depth += 1) {
    parts.push(at instanceof Error ? `${at.name}: ${at.message}` : 'unknown error');
    at = at instanceof Error ? at.cause : undefined;
  }
  return parts.join(' <- ').replace(/\s+/g, ' ').slice(0, MAX_DETAIL);
}

/**
 * The statement that records an incident, or that it is seen once more.
 *
 * @param source rows of process, kind and detail: `SELECT …` or `VALUES …`
 */
export const raiseStatement = (source: string): string => `
  INSERT INTO incident (process_id, kind, detail, first_seen_at, last_seen_at)
  SELECT seen.*, now(), now() FROM (${source}) AS seen
  ON CONFLICT (process_id, kind) DO UPDATE
  SET detail = excluded.detail, last_seen_at = excluded.last_seen_at, times = incident.times + 1`;

const RAISE = raiseStatement('VALUES ($1::uuid, $2::text, $3::text)');
