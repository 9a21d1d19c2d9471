import { createHash } from 'node:crypto';
import type { ListComparison } from './compare-lists.js';

/** Maximum number of items of all cached comparisons: some 50 MB. */
const MOST_ITEMS = 100_000;

/** LRU cache of comparisons, so that each is computed once for all its pages and readers. */
export class ComparisonCache {
  /** Least recently used first. */
  private readonly kept = new Map<string, Promise<ListComparison>>();
  private readonly items = new Map<string, number>();

  /** @param key everything that the comparison depends on */
  get(key: string, compare: () => Promise<ListComparison>): Promise<ListComparison> {
    const digest = createHash('sha256').update(key).digest('base64url');
    const comparison = this.kept.get(digest) ?? this.start(digest, compare);
    this.kept.delete(digest);
    this.kept.set(digest, comparison);
    return comparison;
  }

  private start(digest: string, compare: () => Promise<ListComparison>): Promise<ListComparison> {
    const comparison = compare();
    comparison.then(
      ({ unchanged, renamed, added, removed }) => {
        this.items.set(digest, 2 * (unchanged.length + renamed.length) + added.length + removed.length);
        this.dropOldest();
      },
      () => this.drop(digest), // the caller gets the error
    );
    return comparison;
  }

  private dropOldest(): void {
    for (const digest of this.kept.keys()) {
      if ([...this.items.values()].reduce((sum, count) => sum + count, 0) <= MOST_ITEMS) return;
      this.drop(digest);
    }
  }

  private drop(digest: string): void {
    this.kept.delete(digest);
    this.items.delete(digest);
  }
}
