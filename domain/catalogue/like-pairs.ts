import { BigramIndex, type Likeness } from './bigram-index.js';
import type { Bigrams } from '../text/names.js';

export interface LikePair {
  /** Indexes in the two lists. */
  readonly older: number;
  readonly newer: number;
  /** Similarity of the names, 0 to 1. */
  readonly score: number;
}

/**
 * Candidates of a name at a time. When all of them are taken, the name is searched again: the result is the same, and two
 * lists of thousands of similar names do not need millions of pairs.
 */
const CANDIDATES = 8;

/** A name of the older list with its current candidates, best first. */
interface Seeker {
  readonly older: number;
  readonly key: string;
  candidates: Likeness[];
  next: number;
}

/**
 * Pairs names greedily, the most similar pair first, then by the older and the newer name. A name is in at most one pair,
 * and no two names that could be a pair are left.
 *
 * @param threshold minimum similarity of a pair
 * @param mayPair false for two indexes that must not be a pair
 */
export function pairLikeNames(
  older: readonly Bigrams[],
  newer: readonly Bigrams[],
  threshold: number,
  mayPair: (older: number, newer: number) => boolean,
): LikePair[] {
  const index = new BigramIndex(newer);
  const taken = new Uint8Array(newer.length);
  const look = (older: number, name: Bigrams): Likeness[] =>
    index.mostLike(name, { count: CANDIDATES, threshold, accepts: (at) => mayPair(older, at) });
  const queue = new SeekerQueue();
  for (const [place, name] of older.entries())
    queue.add({ older: place, key: name.key, candidates: look(place, name), next: 0 });

  const pairs: LikePair[] = [];
  for (let seeker = queue.takeFirst(); seeker; seeker = queue.takeFirst()) {
    const { at, score } = seeker.candidates[seeker.next]!;
    if (taken[at] === 0) {
      taken[at] = 1;
      index.remove(at);
      pairs.push({ older: seeker.older, newer: at, score });
      continue;
    }
    seeker.next += 1;
    if (seeker.next === CANDIDATES) {
      seeker.candidates = look(seeker.older, older[seeker.older]!);
      seeker.next = 0;
    }
    queue.add(seeker);
  }
  return pairs;
}

/** A binary heap: the seeker with the most similar candidate first. */
class SeekerQueue {
  private readonly heap: Seeker[] = [];

  /** A seeker without candidates is dropped. */
  add(seeker: Seeker): void {
    if (seeker.next >= seeker.candidates.length) return;
    let at = this.heap.push(seeker) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(this.heap[at]!, this.heap[parent]!)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  takeFirst(): Seeker | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return first;
    this.heap[0] = last;
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < this.heap.length && isBefore(this.heap[left]!, this.heap[least]!)) least = left;
      if (right < this.heap.length && isBefore(this.heap[right]!, this.heap[least]!)) least = right;
      if (least === at) return first;
      this.swap(at, least);
      at = least;
    }
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}

function isBefore(x: Seeker, y: Seeker): boolean {
  const [a, b] = [x.candidates[x.next]!, y.candidates[y.next]!];
  return a.score !== b.score ? a.score > b.score : x.key < y.key;
}
