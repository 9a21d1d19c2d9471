import type { FactoryProvider } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Database } from '../../../infra/database/query.js';
import { DATA_SOURCE } from './tokens.js';

/** Provides a repository outside transactions. In a transaction: `new XRepository(tx)`. */
export const repositoryProvider = <T>(repository: new (db: Database) => T): FactoryProvider<T> => ({
  provide: repository,
  inject: [DATA_SOURCE],
  useFactory: (dataSource: DataSource) => new repository(dataSource),
});
