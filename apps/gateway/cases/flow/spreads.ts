import type { Spread } from '../../../../domain/cases/flow/tally-day.js';

const TENTHS = 10;

/** Sums spreads. */
export function merged(spreads: Iterable<Spread>): Map<number, number> {
  const sum = new Map<number, number>();
  for (const spread of spreads)
    for (const [tenths, count] of Object.entries(spread))
      sum.set(Number(tenths), (sum.get(Number(tenths)) ?? 0) + count);
  return new Map([...sum].sort(([one], [other]) => one - other));
}

/** The shortest length, in days, within which a share lies; null for none. @param sorted by length */
export function quantile(sorted: ReadonlyMap<number, number>, share: number): number | null {
  const all = [...sorted.values()].reduce((sum, count) => sum + count, 0);
  let passed = 0;
  for (const [tenths, count] of sorted) {
    passed += count;
    // Counts are whole: a share of them is reached, not touched.
    if (passed >= all * share - 1e-9) return tenths / TENTHS;
  }
  return null;
}

/** The most frequent length, in days, the shorter of equal ones; null for none. */
export function mostFrequent(spread: ReadonlyMap<number, number>): number | null {
  const [best] = [...spread].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  return best ? best[0] / TENTHS : null;
}
