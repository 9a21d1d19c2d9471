import type { DataSource, EntityManager } from 'typeorm';

export interface TransactionOptions {
  /** @default READ COMMITTED */
  readonly isolation?: 'REPEATABLE READ' | 'SERIALIZABLE';
  /** PostgreSQL rejects every write. */
  readonly readOnly?: boolean;
}

/**
 * Runs work in one transaction, which is committed when it resolves and rolled back when it rejects. Statements must be sent
 * to `tx`: those sent to the data source run outside, on another connection. The only way to open a transaction.
 */
export function transaction<T>(
  dataSource: DataSource,
  work: (tx: EntityManager) => Promise<T>,
  { isolation, readOnly = false }: TransactionOptions = {},
): Promise<T> {
  const begun = async (tx: EntityManager): Promise<T> => {
    if (readOnly) await tx.query('SET TRANSACTION READ ONLY');
    return work(tx);
  };
  return isolation ? dataSource.transaction(isolation, begun) : dataSource.transaction(begun);
}
