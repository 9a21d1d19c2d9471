/** Something in a list that changes while somebody reads it. */
interface Row {
  readonly id: string;
  readonly processId: string;
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
 * acted on goes at once, and what comes of it is there at once.
 *
 * @param shown what was on the screen before, in order. @param fresh the list as it is now, as far as it is loaded
 * @param options.hasMore the list goes on behind `fresh`: what stands behind the last row that was shown is not new
 * @param options.left rows that the reader has acted on
 */
export function steadyList<T extends Row>(
  shown: readonly T[],
  fresh: readonly T[],
  { hasMore, left }: { readonly hasMore: boolean; readonly left: readonly Row[] },
): SteadyList<T> {
  const done = new Set(left.map(({ id }) => id));
  const own = new Set(left.map(({ processId }) => processId));
  const now = new Map(fresh.map((row) => [row.id, row]));
  const before = new Set(shown.map(({ id }) => id));
  const kept = shown.filter(({ id }) => now.has(id) || !done.has(id));
  const gone = new Set(kept.filter(({ id }) => !now.has(id)).map(({ id }) => id));
  const last = fresh.findLastIndex(({ id }) => before.has(id));
  const other = fresh.filter(({ id }) => !before.has(id) && !done.has(id));
  const isBehind = (row: T): boolean => hasMore && fresh.indexOf(row) > last;
  const news = other.filter((row) => !isBehind(row) && !own.has(row.processId));
  const shownAtOnce = other.filter((row) => !news.includes(row));
  return {
    rows: [...kept.map((row) => now.get(row.id) ?? row), ...shownAtOnce],
    gone,
    added: news.map(({ id }) => id),
  };
}
