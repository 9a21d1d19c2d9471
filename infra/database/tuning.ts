/**
 * What leans on the internals of TypeORM 1.1.1 and on the planner of PostgreSQL 18; test/infra/database/tuning.test.ts fails when
 * another version is installed.
 */
import type { Pool, PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/**
 * Tuning `list-plans`: options of the connections for lists, whose statements walk an index in its order until the page is
 * full. The plan is the same for all values and takes as long to find as the page to read. Left to itself, PostgreSQL plans
 * each call anew, because it believes the generic plan to be dearer, or collects and sorts whatever fits, because it
 * believes that to be little. Gain: half the time of a page (`npm run bench -- lists`); forced for all connections, it gains
 * nothing. Off: the planner decides.
 */
export const LIST_PLANS = '-c plan_cache_mode=force_generic_plan -c enable_bitmapscan=off';

/**
 * The connections below TypeORM, for statements whose cost matters: named, prepared once for each connection. No switch:
 * TypeORM has no other way to its pool.
 */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as PostgresDriver).master as Pool;
}

/**
 * The connection that a transaction of TypeORM holds. No switch, as above.
 *
 * @throws {Error} when there is no transaction, or it has ended
 */
export async function clientOf({ queryRunner }: EntityManager): Promise<PoolClient> {
  if (!queryRunner || queryRunner.isReleased) throw new Error('there is no transaction, or it has ended');
  return (await queryRunner.connect()) as PoolClient;
}
