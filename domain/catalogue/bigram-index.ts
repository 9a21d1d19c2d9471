import { diceOf, type Bigrams } from '../text/names.js';

/** A name of the index with its similarity to another one. */
export interface Likeness {
  /** Place of the name in the index. */
  readonly at: number;
  /** 0 to 1. */
  readonly score: number;
}

/** Tolerance of the quick check, which multiplies where the similarity divides. */
const ROUNDING = 1e-9;

/** How often each name has a bigram; for a common one, the names that differ from most. */
interface Postings {
  /** How often a name has it that is not listed below. */
  readonly usual: number;
  readonly at: Uint32Array;
  readonly counts: Uint16Array;
}

/**
 * Finds the names most similar to another one by their common bigrams. Names of one list often share whole phrases, so
 * that most bigrams are in most names: for these, only the names without the bigram are visited.
 */
export class BigramIndex {
  private readonly postings = new Map<string, Postings>();
  private readonly sizes: Uint32Array;
  /** Scratch of `mostLike`: what each name shares with the one asked for. */
  private readonly shared: Int32Array;
  private readonly removed: Uint8Array;

  constructor(private readonly names: readonly Bigrams[]) {
    this.sizes = Uint32Array.from(names, ({ size }) => size);
    this.shared = new Int32Array(names.length);
    this.removed = new Uint8Array(names.length);
    const occurrences = new Map<string, Occurrence[]>();
    for (const [at, { counts }] of names.entries()) {
      for (const [bigram, count] of counts) {
        const known = occurrences.get(bigram);
        if (known) known.push({ at, count });
        else occurrences.set(bigram, [{ at, count }]);
      }
    }
    for (const [bigram, found] of occurrences) this.postings.set(bigram, postingsOf(found, names.length));
  }

  /** Removes a name from later results. */
  remove(at: number): void {
    this.removed[at] = 1;
  }

  /**
   * The names most similar to `name`, most similar first, then by key.
   *
   * @param wanted.accepts called only for names that would be among the most similar
   */
  mostLike(
    name: Bigrams,
    wanted: { count: number; threshold: number; accepts: (at: number) => boolean },
  ): Likeness[] {
    const usual = this.countShared(name);
    const { count, threshold, accepts } = wanted;
    const best: Likeness[] = [];
    const { shared, sizes, removed } = this;
    let least = threshold - ROUNDING; // of what may still be among the best
    for (let at = 0; at < shared.length; at += 1) {
      const both = usual + shared[at]!;
      const size = name.size + sizes[at]!;
      if (2 * both < least * size || both <= 0 || removed[at] === 1) continue;
      const found = { at, score: diceOf(both, size) };
      const full = best.length === count;
      if (found.score < threshold || (full && this.compare(found, best[count - 1]!) >= 0)) continue;
      if (!accepts(at)) continue;
      if (full) best.pop();
      let place = best.length;
      while (place > 0 && this.compare(found, best[place - 1]!) < 0) place -= 1;
      best.splice(place, 0, found);
      if (best.length === count) least = best[count - 1]!.score - ROUNDING;
    }
    return best;
  }

  /** What every name shares with `name`, to which `shared` has the differences. */
  private countShared(name: Bigrams): number {
    let all = 0;
    this.shared.fill(0);
    for (const [bigram, count] of name.counts) {
      const postings = this.postings.get(bigram);
      if (postings === undefined) continue;
      const { usual, at, counts } = postings;
      const most = count < usual ? count : usual;
      all += most;
      for (let i = 0; i < at.length; i += 1) {
        const its = counts[i]!;
        this.shared[at[i]!]! += (count < its ? count : its) - most;
      }
    }
    return all;
  }

  private compare(x: Likeness, y: Likeness): number {
    if (x.score !== y.score) return y.score - x.score;
    const [a, b] = [this.names[x.at]!.key, this.names[y.at]!.key];
    return a < b ? -1 : a > b ? 1 : 0;
  }
}

interface Occurrence {
  readonly at: number;
  readonly count: number;
}

function postingsOf(found: readonly Occurrence[], names: number): Postings {
  const once = found.filter(({ count }) => count === 1).length;
  if (once * 2 <= names) {
    const at = Uint32Array.from(found, (occurrence) => occurrence.at);
    return { usual: 0, at, counts: Uint16Array.from(found, ({ count }) => count) };
  }
  const counts = new Uint16Array(names);
  for (const { at, count } of found) counts[at] = count;
  const at = Uint32Array.from(counts.keys()).filter((name) => counts[name] !== 1);
  return { usual: 1, at, counts: Uint16Array.from(at, (name) => counts[name]!) };
}
