/**
 * Runs `look` at most once in so many milliseconds: whoever asks meanwhile has the same answer, a failure included. What is
 * open to everybody must not cost anything.
 */
export function cachedFor<T>(ms: number, look: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at >= ms) last = { at: now, answer: look() };
    return last.answer;
  };
}
