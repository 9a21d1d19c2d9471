import { Pool, type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import { DataSource, EntityManager } from 'typeorm';
import { prepared, preparedShape } from './prepared.js';
import type { Sql } from './sql.js';
import { clientOf, poolOf } from './tuning.js';

export { clientOf } from './tuning.js';

/**
 * Where a statement or a repository runs: the data source, each statement by itself; an entity manager, in its
 * transaction.
 */
export type Database = DataSource | EntityManager;

/** Where a statement runs: a `Database`, or a connection below TypeORM. */
export type Executor = Database | Pool | PoolClient;

/** Whether statements can run beside each other: each takes a connection of its own, none is in a transaction. */
export function hasManyConnections(db: Executor): boolean {
  if (db instanceof EntityManager) return !db.queryRunner;
  return db instanceof DataSource || db instanceof Pool;
}

export interface QueryOptions {
  /**
   * PostgreSQL parses and plans the text once for each connection. `always`: for a fixed number of texts. `capped`: for
   * texts with optional parts; the first 200 texts are prepared, others are not.
   */
  readonly prepare?: 'always' | 'capped';
}

/** Runs a statement and returns its rows. Errors of the database: database-errors.ts. */
export async function queryRows<R extends object>(
  db: Executor,
  statement: Sql,
  options?: QueryOptions,
): Promise<R[]> {
  return (await run<R>(db, statement, options)).rows;
}

/** Runs a statement and returns its first row; undefined: it has none. */
export async function queryRow<R extends object>(
  db: Executor,
  statement: Sql,
  options?: QueryOptions,
): Promise<R | undefined> {
  return (await queryRows<R>(db, statement, options))[0];
}

/** Runs a statement. @returns number of rows that it wrote, deleted or found */
export async function execute(db: Executor, statement: Sql, options?: QueryOptions): Promise<number> {
  return (await run(db, statement, options)).rowCount ?? 0;
}

async function run<R extends object>(
  db: Executor,
  { text, values }: Sql,
  { prepare }: QueryOptions = {},
): Promise<QueryResult<R & QueryResultRow>> {
  const on = await driverOf(db);
  if (prepare === 'always') return prepared(on, text, [...values]);
  return prepare === 'capped' ? preparedShape(on, text, [...values]) : on.query(text, [...values]);
}

async function driverOf(db: Executor): Promise<Pool | PoolClient> {
  if (db instanceof DataSource) return poolOf(db);
  if (!(db instanceof EntityManager)) return db;
  return db.queryRunner ? clientOf(db) : poolOf(db.dataSource);
}
