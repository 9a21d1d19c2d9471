/**
 * Caches a result, failures included, because a public endpoint must not cause load.
 *
 * @param ms how long a result is returned before `read` runs again
 */
export function cachedFor<T>(ms: number, read: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at >= ms) last = { at: now, answer: read() };
    return last.answer;
  };
}
