import { isTransient } from '../../../infra/database/database-errors.js';

/**
 * Works on all items together; when that fails, on one half after the other, down to those items that fail alone: so one
 * of them never keeps the others waiting.
 *
 * @param work in a transaction of its own
 * @param failed what becomes of an item that fails alone
 * @returns what came of the parts that succeeded
 * @throws what is not the fault of an item (the database is away): everything may be done again
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
