/** p50, p95 and p99 of what was measured, and the worst. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** A figure that has to be reached. */
export interface Target {
  readonly figure: string;
  readonly target: string;
  readonly measured: number;
  readonly reached: boolean;
}

export const atMost = (figure: string, limit: number, measured: number): Target => ({
  figure,
  target: `at most ${limit}`,
  measured: round(measured),
  reached: measured <= limit,
});

export const atLeast = (figure: string, limit: number, measured: number): Target => ({
  figure,
  target: `at least ${limit}`,
  measured: round(measured),
  reached: measured >= limit,
});

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** To one digit after the point: nothing here repeats more exactly than that. */
export const round = (value: number): number => Math.round(value * 10) / 10;

/** Each figure of a record, changed. */
export function mapValues<K extends string>(
  record: Readonly<Record<K, number>>,
  change: (value: number, key: K) => number,
): Record<K, number> {
  const entries = Object.entries(record) as [K, number][];
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value, key)])) as Record<K, number>;
}
