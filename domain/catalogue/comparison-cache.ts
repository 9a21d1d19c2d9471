import { createHash } from 'node:crypto';
import type { ListComparison } from './compare-lists.js';

/** Items of the lists that the kept comparisons hold together: some 50 MB. */
const MOST_ITEMS = 100_000;

/** The comparisons that were asked for last, so that each is made once for all its pages and readers. */
export class ComparisonCache {
  /** The one that was used longest ago first. */
  private readonly kept = new Map<string, Promise<ListComparison>>();
  private readonly items = new Map<string, number>();

  /** @param key whatever the comparison depends on */
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
      () => this.drop(digest), // its caller is told
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
