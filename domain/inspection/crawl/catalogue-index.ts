/** Finds the item of a catalogue that a name on a site means, exactly or by similarity. 20,000 items in milliseconds. */
import { normaliseName, pairs, similarity } from '../text/item-names.js';

export interface CatalogueItem {
  readonly department: string;
  readonly name: string;
  readonly code?: string;
  readonly category?: string;
  /** Address of its guide according to the catalogue. */
  readonly guideAddress?: string;
}

export interface Likeness {
  readonly index: number;
  /** 0 to 1. */
  readonly score: number;
}

/** How many of a name's rarest bigrams are looked up: they distinguish items. */
const KEYS = 6;
const MOST_CANDIDATES = 200;

export class CatalogueIndex {
  private readonly byName = new Map<string, number[]>();
  private readonly byPair = new Map<string, number[]>();

  constructor(readonly items: readonly CatalogueItem[]) {
    for (const [index, { name }] of items.entries()) {
      const key = normaliseName(name);
      push(this.byName, key, index);
      for (const pair of pairs(key)) push(this.byPair, pair, index);
    }
  }

  /** Items of exactly this name, but for punctuation: several departments may have one. */
  exact(name: string): readonly number[] {
    return this.byName.get(normaliseName(name)) ?? [];
  }

  has(name: string): boolean {
    return name.length >= 4 && name.length <= 120 && this.exact(name).length > 0;
  }

  /** Items with a similar name, the most similar first. */
  alike(name: string, least: number): Likeness[] {
    const own = [...pairs(normaliseName(name))];
    const rarest = own
      .map((pair) => this.byPair.get(pair) ?? [])
      .filter((list) => list.length > 0)
      .sort((a, b) => a.length - b.length)
      .slice(0, KEYS);
    const candidates = new Set<number>();
    for (const list of rarest) {
      if (candidates.size >= MOST_CANDIDATES) break;
      for (const index of list.slice(0, MOST_CANDIDATES)) candidates.add(index);
    }
    return [...candidates]
      .map((index) => ({ index, score: similarity(this.items[index]!.name, name) }))
      .filter(({ score }) => score >= least)
      .sort((a, b) => b.score - a.score);
  }
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
