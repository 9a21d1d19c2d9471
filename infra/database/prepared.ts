import { createHash } from 'node:crypto';
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { EntityManager } from 'typeorm';

const names = new Map<string, string>();

/**
 * Runs a statement that PostgreSQL parses and plans once for each connection. For texts of which there are few: with
 * values written into them the server would keep a plan for every one.
 */
export function prepared<R extends QueryResultRow>(
  on: Pool | PoolClient,
  text: string,
  values: unknown[],
): Promise<QueryResult<R>> {
  let name = names.get(text);
  if (!name) names.set(text, (name = createHash('sha256').update(text).digest('base64url').slice(0, 24)));
  return on.query<R>({ name, text, values });
}

/** The same inside a transaction of TypeORM, whose own `query` has every statement parsed and planned anew. */
export async function preparedIn<R extends QueryResultRow>(
  tx: EntityManager,
  text: string,
  values: unknown[],
): Promise<R[]> {
  const client = (await tx.queryRunner!.connect()) as PoolClient;
  return (await prepared<R>(client, text, values)).rows;
}

/** A plan takes some ten kilobytes in each connection. */
const MOST_SHAPES = 200;
const shapes = new Set<string>();

/** As `prepared`, for a list that can be asked for in very many shapes: those that come first are prepared, others are not. */
export function preparedShape<R extends QueryResultRow>(
  on: Pool | PoolClient,
  text: string,
  values: unknown[],
): Promise<QueryResult<R>> {
  if (shapes.size < MOST_SHAPES) shapes.add(text);
  return shapes.has(text) ? prepared<R>(on, text, values) : on.query<R>(text, values);
}
