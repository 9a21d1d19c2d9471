import 'reflect-metadata';
import { Pool } from 'pg';
import { DataSource, DefaultNamingStrategy } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { entities } from './entities/index.js';
import { migrations } from './migrations/index.js';

/** Columns are `snake_case`, properties `camelCase`; table names stand with their entities. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string, embedded: string[]): string {
    return (
      custom || super.columnName(property, custom, embedded).replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)
    );
  }
}

const CONNECT_TIMEOUT_MS = 10_000;

export interface DataSourceOptions {
  /** Connections kept at most. @default 10 */
  readonly poolSize?: number;
  /** Shown by PostgreSQL beside each connection. */
  readonly applicationName?: string;
}

/** Not connected yet: `initialize()` connects. The schema is made by migrations only, never by synchronisation. */
export function createDataSource(databaseUrl: string, options: DataSourceOptions = {}): DataSource {
  return new DataSource({
    type: 'postgres',
    url: databaseUrl,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'duban',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    synchronize: false,
    namingStrategy: new SnakeCase(),
    entities,
    migrations,
  });
}

/** The connections below TypeORM, for statements whose cost matters: named, prepared once for each connection. */
export function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as PostgresDriver).master as Pool;
}

/**
 * Connections for lists, whose statements walk an index in its order until the page is full. The plan is the same for all
 * values and takes as long to find as the page to read. Left to itself, PostgreSQL finds it anew for each call, because it
 * believes the plan for all values to be dearer, or collects and sorts whatever fits, because it believes that to be little.
 * Measured: `npm run bench -- lists`.
 *
 * @param options.onError of a connection that nobody uses: it is replaced with the next use
 */
export function createListPool(
  databaseUrl: string,
  options: Required<DataSourceOptions> & { readonly onError: (error: Error) => void },
): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: options.poolSize,
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: '-c plan_cache_mode=force_generic_plan -c enable_bitmapscan=off',
  });
  return pool.on('error', options.onError);
}
