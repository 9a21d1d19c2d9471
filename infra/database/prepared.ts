import { createHash } from 'node:crypto';
import type { Pool, QueryResult, QueryResultRow } from 'pg';

const names = new Map<string, string>();

/**
 * Runs a statement that PostgreSQL parses and plans once for each connection. For texts of which there are few: with
 * values written into them the server would keep a plan for every one.
 */
export function prepared<R extends QueryResultRow>(
  pool: Pool,
  text: string,
  values: unknown[],
): Promise<QueryResult<R>> {
  let name = names.get(text);
  if (!name) names.set(text, (name = createHash('sha256').update(text).digest('base64url').slice(0, 24)));
  return pool.query<R>({ name, text, values });
}
