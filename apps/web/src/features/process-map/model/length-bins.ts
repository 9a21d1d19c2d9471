import type { NodeDetail } from '../process-map-api.js';

export interface LengthBin {
  /** Working days; from exclusive (but for 0), to inclusive. */
  readonly from: number;
  /** Null: and more. */
  readonly to: number | null;
  readonly count: number;
  readonly isOver: boolean;
}

const BINS = 5;
const NICE = [1, 2, 3, 5, 7, 10, 15, 20, 30];

/** Whether a limit can be told from lengths: they are tenths of days, and work of the same day has none. */
export const isTellable = (limit: number | null): limit is number => limit !== null && limit >= 1;

/**
 * Lengths in five bins: half limits where there is one of a day or more, so that the border of lateness is the border of a
 * bin. Otherwise of whole days, none of them late.
 */
export function lengthBins(lengths: NodeDetail['lengths'], limit: number | null): LengthBin[] {
  const longest = Math.max(0, ...lengths.map(({ workingDays }) => workingDays));
  const wanted = longest / BINS;
  const step = isTellable(limit) ? limit / 2 : (NICE.find((one) => one >= wanted) ?? Math.ceil(wanted));
  return Array.from({ length: BINS }, (_, index) => {
    const from = index * step;
    const to = index === BINS - 1 ? null : (index + 1) * step;
    const isIn = (days: number): boolean =>
      (days > from || (index === 0 && days === 0)) && (to === null || days <= to);
    const count = lengths
      .filter(({ workingDays }) => isIn(workingDays))
      .reduce((sum, one) => sum + one.count, 0);
    return { from, to, count, isOver: isTellable(limit) && from >= limit };
  });
}
