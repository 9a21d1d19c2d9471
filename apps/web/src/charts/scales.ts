import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';

/** Length of a value on a scale that begins with 0, of `length`. A scale of nothing draws nothing. */
export function lengthOn(max: number, length: number): (value: number) => number {
  if (max <= 0) return () => 0;
  const scale = scaleLinear([0, max], [0, length]).clamp(true);
  return (value) => Math.round(scale(value) * 100) / 100;
}

/** Path through values from left to right; null is a gap. The scale spans the values, with a margin for the stroke. */
export function sparkPath(
  values: readonly (number | null)[],
  { width, height, margin }: { readonly width: number; readonly height: number; readonly margin: number },
): { readonly path: string; readonly last: readonly [number, number] | null } {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { path: '', last: null };
  const x = scalePoint(
    values.map((_, index) => index),
    [margin, width - margin],
  );
  const [min, max] = [Math.min(...known), Math.max(...known)];
  const y = scaleLinear([min, max === min ? min + 1 : max], [height - margin, margin]);
  const points = values.map((value, index) => (value === null ? null : ([x(index)!, y(value)] as const)));
  const path = line<readonly [number, number] | null>()
    .defined((point) => point !== null)
    .x((point) => point![0])
    .y((point) => point![1])(points);
  return { path: path ?? '', last: points.at(-1) ?? null };
}

/** One of `steps` tints for a value, 0 for none; the strongest for the largest. */
export const tintOf = (value: number, max: number, steps: number): number =>
  value <= 0 || max <= 0 ? 0 : Math.max(1, Math.ceil((value / max) * steps));
