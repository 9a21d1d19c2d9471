import type { Drawing, DrawnLine } from '../process-map-api.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A path through corners, which are rounded by at most `radius`. */
export function roundedPath(points: readonly Point[], radius: number): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${first.x} ${first.y}`];
  rest.forEach((corner, index) => {
    const [before, after] = [points[index]!, rest[index + 1]];
    if (!after) {
      parts.push(`L${corner.x} ${corner.y}`);
      return;
    }
    const cut = Math.min(radius, distance(before, corner) / 2, distance(corner, after) / 2);
    const [into, out] = [towards(corner, before, cut), towards(corner, after, cut)];
    parts.push(`L${into.x} ${into.y}`, `Q${corner.x} ${corner.y} ${out.x} ${out.y}`);
  });
  return parts.join(' ');
}

/** Where the figure of a line is written: the middle of its longest level stretch, or else of its longest. */
export function labelPoint(points: readonly Point[]): Point {
  let best: { readonly at: Point; readonly length: number } | undefined;
  points.slice(1).forEach((to, index) => {
    const from = points[index]!;
    // A number is wider than high, so it covers less of a level line.
    const length = distance(from, to) * (from.y === to.y ? 2 : 1);
    if (!best || length > best.length)
      best = { at: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, length };
  });
  return best?.at ?? points[0] ?? { x: 0, y: 0 };
}

export const DIRECTIONS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/**
 * The node that an arrow key leads to. Left and right walk along lines, the most frequented first; up and down go to the
 * nearest node above or below, whatever leads there.
 *
 * @param countOf how often a line was taken
 * @returns undefined when nothing is there
 */
export function neighbour(
  drawing: Drawing,
  from: string,
  direction: Direction,
  countOf: (line: DrawnLine) => number,
): string | undefined {
  if (direction === 'ArrowUp' || direction === 'ArrowDown') return nearest(drawing, from, direction);
  const isOut = direction === 'ArrowRight';
  const lines = drawing.lines.filter(
    (line) => line.from !== line.to && (isOut ? line.from : line.to) === from,
  );
  // Among lines that nobody took, the one that goes the way of the arrow comes first.
  const [x] = centresOf(drawing, [from]);
  const goes = (line: DrawnLine): number => {
    const [other] = centresOf(drawing, [isOut ? line.to : line.from]);
    return other && x && (isOut ? other.x > x.x : other.x < x.x) ? 1 : 0;
  };
  const [best] = lines.toSorted((a, b) => countOf(b) - countOf(a) || goes(b) - goes(a));
  return best && (isOut ? best.to : best.from);
}

function nearest(drawing: Drawing, from: string, direction: 'ArrowUp' | 'ArrowDown'): string | undefined {
  const [here] = centresOf(drawing, [from]);
  if (!here) return undefined;
  const sign = direction === 'ArrowDown' ? 1 : -1;
  return drawing.nodes
    .map((node) => ({ id: node.id, ...centre(node) }))
    .filter(({ id, y }) => id !== from && (y - here.y) * sign > 1)
    .map(({ id, x, y }) => ({ id, far: Math.abs(y - here.y) + 2 * Math.abs(x - here.x) }))
    .toSorted((a, b) => a.far - b.far)[0]?.id;
}

const centresOf = ({ nodes }: Drawing, ids: readonly string[]): (Point | undefined)[] =>
  ids.map((id) => {
    const node = nodes.find((one) => one.id === id);
    return node && centre(node);
  });

const centre = ({ x, y, width, height }: Drawing['nodes'][number]): Point => ({
  x: x + width / 2,
  y: y + height / 2,
});

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

function towards(from: Point, to: Point, length: number): Point {
  const all = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * length) / all, y: from.y + ((to.y - from.y) * length) / all };
}

/** Steps of the zoom. 1: the drawing at its own size. */
export const ZOOMS = [0.4, 0.5, 0.63, 0.8, 1, 1.25, 1.6, 2] as const;

/** The next larger (+1) or smaller (-1) step. */
export function zoomed(scale: number, by: 1 | -1): number {
  const steps = by === 1 ? ZOOMS : ZOOMS.toReversed();
  return steps.find((step) => (step - scale) * by > 0.01) ?? scale;
}

/** The scale at which a drawing fits; text below the smallest is not read, so it scrolls instead. */
export function fitting(drawing: Drawing, width: number, height: number): number {
  const scale = Math.min(width / drawing.width, height / drawing.height, 1.15);
  return Math.max(scale, SMALLEST_READ);
}
const SMALLEST_READ = 0.62;
