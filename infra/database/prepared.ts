import { createHash } from 'node:crypto';
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';
import { clientOf } from './tuning.js';

const names = new Map<string, string>();
let named = true;

/**
 * Switches the tuning `prepared-statements` of this program on or off, at its start. Gain: more than half the time of a
 * short statement (a process with its open task in 0.7 ms instead of 1.7). Off, for a pooler that assigns connections per
 * transaction: statements have no name and are parsed and planned at every call.
 */
export function usePreparedStatements(on: boolean): void {
  named = on;
}

/**
 * Runs a statement that PostgreSQL parses and plans once for each connection. For a fixed number of texts: the server keeps a
 * plan for each.
 */
export function prepared<R extends QueryResultRow>(
  on: Pool | PoolClient,
  text: string,
  values: unknown[],
): Promise<QueryResult<R>> {
  if (!named) return on.query<R>(text, values);
  let name = names.get(text);
  if (!name) names.set(text, (name = createHash('sha256').update(text).digest('base64url').slice(0, 24)));
  return on.query<R>({ name, text, values });
}

/** As `prepared`, in a transaction of TypeORM, whose own `query` parses and plans the statement at every call. */
export async function preparedIn<R extends QueryResultRow>(
  tx: EntityManager,
  text: string,
  values: unknown[],
): Promise<R[]> {
  return (await prepared<R>(await clientOf(tx), text, values)).rows;
}

/** A plan takes about 10 KB in each connection. */
const MAX_SHAPES = 200;
const shapes = new Set<string>();

/** As `prepared`, for lists with many combinations of filters: only the first MAX_SHAPES texts are prepared. */
export function preparedShape<R extends QueryResultRow>(
  on: Pool | PoolClient,
  text: string,
  values: unknown[],
): Promise<QueryResult<R>> {
  if (shapes.size < MAX_SHAPES) shapes.add(text);
  return shapes.has(text) ? prepared<R>(on, text, values) : on.query<R>(text, values);
}
