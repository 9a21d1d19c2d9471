/** Readers are checked so many at once, so that requests find connections to the database between them. */
const AT_ONCE = 4;

/**
 * Visits readers, a few at once.
 *
 * @throws what the first failing visit threw, once no visit is under way any more: a later round meets none of this one
 */
export async function inTurns<T>(
  readers: Iterable<T>,
  visit: (reader: T) => Promise<unknown>,
): Promise<void> {
  const waiting = readers[Symbol.iterator]();
  const failures: unknown[] = [];
  const visitSome = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done && failures.length === 0; next = waiting.next()) {
      await visit(next.value).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visitSome));
  if (failures.length > 0) throw failures[0];
}
