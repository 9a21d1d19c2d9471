/**
 * A name without what writing varies in: width and case of characters, spaces, punctuation and quotation marks. Two
 * items of a unit with one key are the same item. Stored with every item: a change here needs a migration.
 */
export function nameKeyOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Likeness of two names, 0 to 1: Dice's coefficient over the pairs of neighbouring characters of their keys, which
 * suits names that are changed by exchanging, adding or moving a phrase. Symmetric; 1 exactly for equal keys.
 */
export function similarityOf(a: string, b: string): number {
  return likenessOf(bigramsOf(nameKeyOf(a)), bigramsOf(nameKeyOf(b)));
}

/** The pairs of neighbouring characters with how often each occurs. */
export interface Bigrams {
  readonly key: string;
  readonly size: number;
  readonly counts: ReadonlyMap<string, number>;
}

export function bigramsOf(key: string): Bigrams {
  const characters = [...key];
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < characters.length; i += 1) {
    const pair = characters[i]! + characters[i + 1]!;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return { key, size: Math.max(0, characters.length - 1), counts };
}

export function likenessOf(a: Bigrams, b: Bigrams): number {
  if (a.key === b.key) return 1;
  if (a.size + b.size === 0) return 0;
  const [few, many] = a.counts.size < b.counts.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [pair, count] of few.counts) shared += Math.min(count, many.counts.get(pair) ?? 0);
  return diceOf(shared, a.size + b.size);
}

/** @param sizes pairs of characters in both names together */
export function diceOf(shared: number, sizes: number): number {
  return Math.min((2 * shared) / sizes, ALMOST);
}

/** 甲甲乙甲 and 甲乙甲甲 have the same pairs and are not the same name. */
const ALMOST = 0.999;
