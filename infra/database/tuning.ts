/**
 * Code that depends on internals of TypeORM 1.1.1 and on the planner of PostgreSQL 18. test/infra/database/tuning.test.ts
 * fails when another version is installed.
 */
import type { Pool, PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/**
 * Tuning `list-plans`: options of the connections for lists, whose statements walk an index in its order until the page is
 * full. The plan is the same for all values, and planning takes as long as reading the page. By default, PostgreSQL plans
 * each call again, because it overestimates the cost of the generic plan, or collects and sorts all matching rows, because
 * it underestimates their number. Gain: half the time of a page (`npm run bench -- lists`); none on other connections. Off:
 * the planner decides.
 */
export const LIST_PLANS = '-c plan_cache_mode=force_generic_plan -c enable_bitmapscan=off';

/**
 * The pool below TypeORM, for statements that are prepared by name once for each connection. No switch: TypeORM has no other
 * way to its pool.
 */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as PostgresDriver).master as Pool;
}

/**
 * The connection of a transaction of TypeORM. No switch, as above.
 *
 * @throws {Error} when there is no transaction, or it has ended
 */
export async function clientOf({ queryRunner }: EntityManager): Promise<PoolClient> {
  if (!queryRunner || queryRunner.isReleased) throw new Error('there is no transaction, or it has ended');
  return (await queryRunner.connect()) as PoolClient;
}
