import 'reflect-metadata';
import { Pool } from 'pg';
import { DataSource, DefaultNamingStrategy } from 'typeorm';
import { entities } from './entities/index.js';
import { columnName } from './entity-columns.js';
import { migrations } from './migrations/index.js';
import { LIST_PLANS } from './tuning.js';

export { poolOf } from './tuning.js';

/** Columns are `snake_case`, properties `camelCase`; table names stand with their entities. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string, embedded: string[]): string {
    return custom || columnName(super.columnName(property, custom, embedded));
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

/**
 * Connections for lists, which have plans of their own: see LIST_PLANS.
 *
 * @param options.plans whether they have: the tuning `list-plans`
 * @param options.onError of a connection that nobody uses: it is replaced with the next use
 */
export function createListPool(
  databaseUrl: string,
  options: Required<DataSourceOptions> & {
    readonly plans: boolean;
    readonly onError: (error: Error) => void;
  },
): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: options.poolSize,
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...(options.plans && { options: LIST_PLANS }),
  });
  return pool.on('error', options.onError);
}
