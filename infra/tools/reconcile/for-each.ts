/** Each history is a request of its own. */
const CONCURRENCY = 8;

/**
 * Processes items, some of them at the same time. An item that fails is reported and does not affect the others.
 *
 * @throws when the items themselves cannot be listed
 */
export async function forEach<T>(
  items: AsyncIterable<T> | Iterable<T>,
  work: (item: T) => Promise<void>,
  failed: (item: T, error: unknown) => void,
): Promise<void> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      const item = next.value;
      await work(item).catch((error: unknown) => failed(item, error));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
