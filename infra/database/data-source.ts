import 'reflect-metadata';
import { Pool } from 'pg';
import { DataSource, DefaultNamingStrategy } from 'typeorm';
import { entities } from './entities/index.js';
import { columnName } from './entity-columns.js';
import { migrations } from './migrations/index.js';
import { LIST_PLANS } from './tuning.js';

export { poolOf } from './tuning.js';

/** Columns are `snake_case`, properties `camelCase`; entities name their tables. */
class SnakeCase extends DefaultNamingStrategy {
  override columnName(property: string, custom: string, embedded: string[]): string {
    return custom || columnName(super.columnName(property, custom, embedded));
  }
}

const CONNECT_TIMEOUT_MS = 10_000;

export interface DataSourceOptions {
  /** Maximum number of connections. @default 10 */
  readonly poolSize?: number;
  /** `application_name` of each connection. */
  readonly applicationName?: string;
}

/** Creates a data source that is not connected: `initialize()` connects. Migrations alone change the schema. */
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
 * Creates a pool for lists, which are planned differently: see LIST_PLANS.
 *
 * @param options.plans whether the tuning `list-plans` is on
 * @param options.onError called when an idle connection fails; the next use replaces it
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
