import { describe, expect, it } from '@jest/globals';
import {
  fitting,
  labelPoint,
  neighbour,
  roundedPath,
  zoomed,
} from '../../../../apps/web/src/features/process-map/model/geometry.js';
import type { Drawing } from '../../../../apps/web/src/features/process-map/process-map-api.js';

const corner = [
  { x: 0, y: 0 },
  { x: 100, y: 0 },
  { x: 100, y: 40 },
];

describe('lines', () => {
  it('a straight line has no curve', () => {
    expect(roundedPath([corner[0]!, corner[1]!], 5)).toBe('M0 0 L100 0');
  });

  it('a corner is rounded', () => {
    expect(roundedPath(corner, 5)).toBe('M0 0 L95 0 Q100 0 100 5 L100 40');
  });

  it('a short stretch is rounded by half of it at most', () => {
    const short = [corner[0]!, { x: 4, y: 0 }, { x: 4, y: 40 }];
    expect(roundedPath(short, 5)).toBe('M0 0 L2 0 Q4 0 4 2 L4 40');
  });

  it('a figure stands in the middle of the longest level stretch', () => {
    expect(labelPoint(corner)).toEqual({ x: 50, y: 0 });
  });

  it('a figure stands on an upright stretch that is more than twice as long', () => {
    expect(labelPoint([corner[0]!, { x: 10, y: 0 }, { x: 10, y: 60 }])).toEqual({ x: 10, y: 30 });
  });
});

const box = (id: string, x: number, y: number) => ({ id, x, y, width: 10, height: 10 });
const drawing: Drawing = {
  ...{ width: 400, height: 100 },
  nodes: [box('a', 0, 40), box('b', 50, 40), box('c', 50, 80), box('d', 50, 0), box('far', 300, 60)],
  lines: [
    { from: 'a', to: 'b', vias: ['go'], points: [] },
    { from: 'a', to: 'c', vias: ['aside'], points: [] },
    { from: 'b', to: 'a', vias: ['back'], points: [] },
    { from: 'b', to: 'b', vias: ['again'], points: [] },
  ],
};
const never = (): number => 0;

describe('arrow keys', () => {
  it('right follows the line that was taken most', () => {
    expect(neighbour(drawing, 'a', 'ArrowRight', ({ to }) => (to === 'c' ? 5 : 1))).toBe('c');
  });

  it('right follows a line to the right when none was taken', () => {
    expect(neighbour(drawing, 'a', 'ArrowRight', never)).toBe('b');
  });

  it('left goes back to where a line came from', () => {
    expect(neighbour(drawing, 'c', 'ArrowLeft', never)).toBe('a');
  });

  it('a line to its own beginning leads nowhere', () => {
    expect(neighbour(drawing, 'b', 'ArrowRight', never)).toBe('a');
  });

  it('down and up go to the nearest node below and above', () => {
    expect(neighbour(drawing, 'b', 'ArrowDown', never)).toBe('c');
    expect(neighbour(drawing, 'b', 'ArrowUp', never)).toBe('d');
  });

  it('a node without lines leads nowhere', () => {
    expect(neighbour(drawing, 'far', 'ArrowRight', never)).toBeUndefined();
  });
});

describe('zoom', () => {
  it('steps are taken one by one up to the last', () => {
    expect([zoomed(0.8, 1), zoomed(0.8, -1), zoomed(0.71, 1), zoomed(2, 1), zoomed(0.4, -1)]).toEqual([
      1, 0.63, 0.8, 2, 0.4,
    ]);
  });

  it('a drawing fits its window by its narrower side', () => {
    expect(fitting(drawing, 320, 1000)).toBe(0.8);
  });

  it('a small drawing is hardly enlarged', () => {
    expect(fitting(drawing, 4000, 4000)).toBe(1.15);
  });

  it('a large drawing scrolls rather than become unreadable', () => {
    expect(fitting(drawing, 40, 40)).toBe(0.62);
  });
});
