import type { FactoryProvider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Database } from '../../../infra/database/query.js';
import { DATA_SOURCE } from './tokens.js';

/** A repository for injection: each of its statements runs by itself. In a transaction: `new XRepository(tx)`. */
export const repositoryProvider = <T>(repository: new (db: Database) => T): FactoryProvider<T> => ({
  provide: repository,
  inject: [DATA_SOURCE],
  useFactory: (dataSource: DataSource) => new repository(dataSource),
});
