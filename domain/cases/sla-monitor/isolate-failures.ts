import { isTransient } from '../../../infra/database/database-errors.js';

/**
 * Processes all items together; when that fails, each half separately, down to the items that fail alone, so that one of
 * them never blocks the others.
 *
 * @param work in a transaction of its own
 * @param failed called for an item that fails alone
 * @returns the results of the parts that succeeded
 * @throws transient errors (the database is unreachable): everything may be retried
 */
export async function isolateFailures<I, T>(
  items: readonly I[],
  work: (items: readonly I[]) => Promise<T>,
  failed: (item: I, error: unknown) => Promise<void>,
): Promise<T[]> {
  if (items.length === 0) return [];
  try {
    return [await work(items)];
  } catch (error) {
    if (isTransient(error)) throw error;
    if (items.length === 1) {
      await failed(items[0]!, error);
      return [];
    }
    const half = Math.ceil(items.length / 2);
    return [
      ...(await isolateFailures(items.slice(0, half), work, failed)),
      ...(await isolateFailures(items.slice(half), work, failed)),
    ];
  }
}
