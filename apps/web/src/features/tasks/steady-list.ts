/** Something in a list that changes while somebody reads it. */
interface Row {
  readonly id: string;
}

export interface SteadyList<T> {
  readonly rows: readonly T[];
  /** Ids of rows that are no longer in the list; they stay where they were. */
  readonly gone: ReadonlySet<string>;
  /** Ids of rows that have come in and are offered. */
  readonly added: readonly string[];
}

/**
 * Keeps a list still under the mouse: rows that others have finished stay, marked, and new ones are offered. What the reader has
 * done away with goes at once.
 *
 * @param shown what was on the screen before, in order. @param fresh the list as it is now, as far as it is loaded
 * @param options.hasMore the list goes on behind `fresh`: what stands behind the last row that was shown is not new
 * @param options.done ids of rows that the reader has acted on
 */
export function steadyList<T extends Row>(
  shown: readonly T[],
  fresh: readonly T[],
  { hasMore, done }: { readonly hasMore: boolean; readonly done: ReadonlySet<string> },
): SteadyList<T> {
  const now = new Map(fresh.map((row) => [row.id, row]));
  const before = new Set(shown.map(({ id }) => id));
  const kept = shown.filter(({ id }) => now.has(id) || !done.has(id));
  const gone = new Set(kept.filter(({ id }) => !now.has(id)).map(({ id }) => id));
  const last = fresh.findLastIndex(({ id }) => before.has(id));
  const news = fresh.filter(({ id }, index) => !before.has(id) && (!hasMore || index < last));
  const behind = fresh.filter(({ id }, index) => !before.has(id) && hasMore && index > last);
  return {
    rows: [...kept.map((row) => now.get(row.id) ?? row), ...behind],
    gone,
    added: news.map(({ id }) => id),
  };
}
