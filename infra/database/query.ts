import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { DataSource, EntityManager } from 'typeorm';
import { poolOf } from './data-source.js';
import { prepared, preparedShape } from './prepared.js';
import type { Sql } from './sql.js';

/**
 * Where a statement or a repository runs: the data source, each statement by itself; an entity manager, in its
 * transaction.
 */
export type Database = DataSource | EntityManager;

/** What a statement can be sent to: also the connections below TypeORM. */
export type Executor = Database | Pool | PoolClient;

export interface QueryOptions {
  /**
   * Has PostgreSQL parse and plan the text once for each connection. `always` is for texts of which there are few;
   * `capped` for those with optional parts: the first 200 shapes are prepared, others are not.
   */
  readonly prepare?: 'always' | 'capped';
}

/** The rows that a statement returns. Errors of the database: database-errors.ts. */
export async function queryRows<R extends object>(
  db: Executor,
  statement: Sql,
  options?: QueryOptions,
): Promise<R[]> {
  return (await run<R>(db, statement, options)).rows;
}

/** The first row, if there is any. */
export async function queryRow<R extends object>(
  db: Executor,
  statement: Sql,
  options?: QueryOptions,
): Promise<R | undefined> {
  return (await queryRows<R>(db, statement, options))[0];
}

/** @returns how many rows the statement wrote, deleted or found */
export async function execute(db: Executor, statement: Sql, options?: QueryOptions): Promise<number> {
  return (await run(db, statement, options)).rowCount ?? 0;
}

/** The connection of a transaction, for libraries that need the driver's own. @throws {Error} after its end */
export async function clientOf({ queryRunner }: EntityManager): Promise<PoolClient> {
  if (!queryRunner || queryRunner.isReleased) throw new Error('there is no transaction, or it has ended');
  return (await queryRunner.connect()) as PoolClient;
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
