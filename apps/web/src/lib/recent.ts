/** What was chosen last, newest first, of one kind (units): offered first next time. Kept on this device, without it as well. */
const MOST = 6;

const keyOf = (kind: string): string => `duban.recent.${kind}`;

/** @returns ids, the latest first */
export function recentOf(kind: string, storage: Pick<Storage, 'getItem'> = localStorage): readonly string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(kind)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return []; // forbidden or unreadable: nothing is recent
  }
}

export function noteRecent(
  kind: string,
  id: string,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): void {
  try {
    const ids = [id, ...recentOf(kind, storage).filter((other) => other !== id)].slice(0, MOST);
    storage.setItem(keyOf(kind), JSON.stringify(ids));
  } catch {
    // a forbidden storage remembers nothing
  }
}

/** The recent ones first, in the order in which they were chosen; the others as they were. */
export function recentFirst<T extends { readonly id: string }>(
  items: readonly T[],
  recent: readonly string[],
): T[] {
  const rank = new Map(recent.map((id, index) => [id, index]));
  const known = items.filter(({ id }) => rank.has(id)).sort((a, b) => rank.get(a.id)! - rank.get(b.id)!);
  return [...known, ...items.filter(({ id }) => !rank.has(id))];
}
