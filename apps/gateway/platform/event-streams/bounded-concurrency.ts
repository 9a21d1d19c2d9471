import PQueue from 'p-queue';

/** Few, so that requests find connections to the database in between. */
const CONCURRENCY = 4;

/**
 * Calls `visit` for each reader, four at a time.
 *
 * @throws the first error, once no call is running any more: the next round cannot overlap with this one
 */
export async function visitConcurrently<T>(
  readers: Iterable<T>,
  visit: (reader: T) => Promise<unknown>,
): Promise<void> {
  const queue = new PQueue({ concurrency: CONCURRENCY });
  const errors: unknown[] = [];
  const visitOrStop = async (reader: T): Promise<void> => {
    try {
      await visit(reader);
    } catch (error) {
      errors.push(error);
      queue.clear();
    }
  };
  for (const reader of readers) void queue.add(() => visitOrStop(reader));
  await queue.onIdle();
  if (errors.length > 0) throw errors[0];
}
