import type { DataSource, EntityManager } from 'typeorm';

export interface TransactionOptions {
  /** Left out: READ COMMITTED. */
  readonly isolation?: 'REPEATABLE READ' | 'SERIALIZABLE';
  /** Refuses every write. */
  readonly readOnly?: boolean;
}

/**
 * Runs work in one transaction: committed when it resolves, rolled back when it throws. The only way to open one.
 * Statements of the work go to `tx`; what goes to the data source runs outside, on another connection.
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
