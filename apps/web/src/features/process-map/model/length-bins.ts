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
const NICE = [0.2, 0.5, 1, 2, 3, 5, 7, 10, 15, 20, 30];

/** Lengths in five bins: half limits where there is one, so that the border of lateness is the border of a bin. */
export function lengthBins(lengths: NodeDetail['lengths'], limit: number | null): LengthBin[] {
  const longest = Math.max(0, ...lengths.map(({ workingDays }) => workingDays));
  const wanted = limit ? limit / 2 : longest / BINS;
  const step = limit ? wanted : (NICE.find((one) => one >= wanted) ?? Math.ceil(wanted));
  return Array.from({ length: BINS }, (_, index) => {
    const from = index * step;
    const to = index === BINS - 1 ? null : (index + 1) * step;
    const isIn = (days: number): boolean =>
      (days > from || (index === 0 && days === 0)) && (to === null || days <= to);
    const count = lengths
      .filter(({ workingDays }) => isIn(workingDays))
      .reduce((sum, one) => sum + one.count, 0);
    return { from, to, count, isOver: limit !== null && from >= limit };
  });
}
