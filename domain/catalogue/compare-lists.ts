import { bigramsOf, likenessOf, nameKeyOf, type Bigrams } from '../text/names.js';
import { pairLikeNames } from './like-pairs.js';

/** An item of a catalogue, or one that was found on a site. */
export interface ComparedItem {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
}

/** A person's decision on one pair. */
export interface RenameVerdict {
  readonly older: string;
  readonly newer: string;
  readonly verdict: 'confirmed' | 'refused';
}

export interface Renamed<Older, Newer> {
  readonly older: Older;
  readonly newer: Newer;
  /** Similarity of the names, 0 to 1. */
  readonly score: number;
  /** False for a proposal. */
  readonly confirmed: boolean;
}

/** Every item of both lists is in exactly one group. */
export interface ListComparison<
  Older extends ComparedItem = ComparedItem,
  Newer extends ComparedItem = Older,
> {
  readonly unchanged: readonly { readonly older: Older; readonly newer: Newer }[];
  /** By unit, most similar first. */
  readonly renamed: readonly Renamed<Older, Newer>[];
  /** In the newer list only. */
  readonly added: readonly Newer[];
  /** In the older list only. */
  readonly removed: readonly Older[];
}

/** Below it, two names of one unit more often share a phrase ("…许可证核发") than mean the same item. */
export const DEFAULT_THRESHOLD = 0.6;

/**
 * Compares two lists of items, unit by unit: a renamed item stays with its unit. Confirmed pairs come first, then equal
 * names, then the most similar pairs of the rest, greedily; a refused pair is not proposed again. The order of the lists
 * affects only the order of the result. In each list, names are unique within a unit.
 *
 * @param options.threshold minimum similarity of a proposal, 0 to 1. @default DEFAULT_THRESHOLD
 */
export function compareLists<Older extends ComparedItem, Newer extends ComparedItem>(
  older: readonly Older[],
  newer: readonly Newer[],
  options: { threshold?: number; verdicts?: readonly RenameVerdict[] } = {},
): ListComparison<Older, Newer> {
  const { threshold = DEFAULT_THRESHOLD, verdicts = [] } = options;
  const left = new Map(older.map((item) => [item.id, describe(item)]));
  const right = new Map(newer.map((item) => [item.id, describe(item)]));
  const renamed: Renamed<Older, Newer>[] = [];
  const take = (a: Described<Older>, b: Described<Newer>): void => {
    left.delete(a.item.id);
    right.delete(b.item.id);
  };

  for (const { older: a, newer: b, verdict } of verdicts) {
    const pair = { a: left.get(a), b: right.get(b) };
    if (verdict !== 'confirmed' || !pair.a || !pair.b) continue;
    take(pair.a, pair.b);
    const score = likenessOf(pair.a.bigrams, pair.b.bigrams);
    renamed.push({ older: pair.a.item, newer: pair.b.item, score, confirmed: true });
  }

  const unchanged: { older: Older; newer: Newer }[] = [];
  const byName = new Map([...right.values()].map((b) => [placeOf(b), b]));
  for (const a of [...left.values()]) {
    const b = byName.get(placeOf(a));
    if (!b) continue;
    take(a, b);
    unchanged.push({ older: a.item, newer: b.item });
  }

  const refused = new Set(
    verdicts.filter(({ verdict }) => verdict === 'refused').map(({ older: a, newer: b }) => pairOf(a, b)),
  );
  const candidatesOf = byUnit([...right.values()]);
  for (const [unit, items] of byUnit([...left.values()])) {
    const candidates = candidatesOf.get(unit) ?? [];
    const pairs = pairLikeNames(
      items.map(({ bigrams }) => bigrams),
      candidates.map(({ bigrams }) => bigrams),
      threshold,
      (a, b) => refused.size === 0 || !refused.has(pairOf(items[a]!.item.id, candidates[b]!.item.id)),
    );
    for (const { older: a, newer: b, score } of pairs) {
      take(items[a]!, candidates[b]!);
      renamed.push({ older: items[a]!.item, newer: candidates[b]!.item, score, confirmed: false });
    }
  }
  renamed.sort((x, y) => compareText(x.older.unit, y.older.unit) || y.score - x.score);
  return {
    unchanged,
    renamed,
    added: newer.filter(({ id }) => right.has(id)),
    removed: older.filter(({ id }) => left.has(id)),
  };
}

interface Described<Item> {
  readonly item: Item;
  readonly bigrams: Bigrams;
}

const describe = <Item extends ComparedItem>(item: Item): Described<Item> => ({
  item,
  bigrams: bigramsOf(nameKeyOf(item.name)),
});

function byUnit<Item extends ComparedItem>(
  items: readonly Described<Item>[],
): Map<string, Described<Item>[]> {
  const units = new Map<string, Described<Item>[]>();
  for (const item of items) {
    const others = units.get(item.item.unit);
    if (others) others.push(item);
    else units.set(item.item.unit, [item]);
  }
  return units;
}

const placeOf = ({ item, bigrams }: Described<ComparedItem>): string => `${item.unit}\n${bigrams.key}`;
const pairOf = (older: string, newer: string): string => `${older}\n${newer}`;
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
