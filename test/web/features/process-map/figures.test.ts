import { describe, expect, it } from '@jest/globals';
import {
  heatLevel,
  heatValue,
  hottest,
  mostLate,
} from '../../../../apps/web/src/features/process-map/model/heat.js';
import { lengthBins } from '../../../../apps/web/src/features/process-map/model/length-bins.js';
import { LineCounts, lineWidth } from '../../../../apps/web/src/features/process-map/model/line-counts.js';
import { readMapSearch } from '../../../../apps/web/src/features/process-map/model/map-search.js';
import { PathOverMap } from '../../../../apps/web/src/features/process-map/model/path-over-map.js';
import {
  nameOf,
  periodBefore,
  periodOf,
} from '../../../../apps/web/src/features/process-map/model/periods.js';
import type { CasePath, FlowNode } from '../../../../apps/web/src/features/process-map/process-map-api.js';

const node = (id: string, figures: Partial<FlowNode> = {}): FlowNode => ({
  ...{
    id,
    passed: 0,
    again: 0,
    open: 0,
    overdue: 0,
    half: null,
    nineTenths: null,
    limit: null,
    due: 0,
    late: null,
  },
  ...figures,
});

describe('heat', () => {
  it('time is nine tenths by the limit', () => {
    expect(heatValue(node('a', { nineTenths: 1.6, limit: 1 }), 'time', 0)).toBe(1.6);
  });

  it('a node without limit has no heat by time', () => {
    expect(heatValue(node('a', { nineTenths: 1.6 }), 'time', 0)).toBeNull();
    expect(heatLevel(null, 'time')).toBeNull();
  });

  it('frequency is a share of the node that is passed most', () => {
    expect(heatValue(node('a', { passed: 5 }), 'frequency', 20)).toBe(0.25);
  });

  it('rework is the share that came again', () => {
    expect(heatValue(node('a', { passed: 20, again: 5 }), 'again', 0)).toBe(0.25);
  });

  it.each([
    [0, 0],
    [0.99, 3],
    [1, 4],
    [1.3, 5],
    [9, 5],
  ])('%d of a limit has level %d', (value, level) => {
    expect(heatLevel(value, 'time')).toBe(level);
  });

  it('the step with the most exceeded limits is named, not the one with the highest share', () => {
    const nodes = [node('a', { due: 2, late: 1 / 2 }), node('b', { due: 20, late: 7 / 20 })];

    expect(mostLate(nodes, () => true)).toEqual({ id: 'b', n: 7 });
    expect(mostLate([node('a', { due: 2, late: 0 })], () => true)).toBeUndefined();
  });

  it('the hottest node is one of work', () => {
    const nodes = [node('end:closed', { passed: 90 }), node('a', { passed: 10 }), node('b', { passed: 30 })];
    expect(hottest(nodes, 'frequency', (id) => !id.startsWith('end:'))).toBe('b');
  });

  it('without figures nothing is hottest', () => {
    expect(hottest([node('a')], 'time', () => true)).toBeUndefined();
  });
});

describe('lengths', () => {
  const lengths = [
    { workingDays: 0, count: 3 },
    { workingDays: 0.5, count: 2 },
    { workingDays: 1, count: 4 },
    { workingDays: 1.1, count: 1 },
    { workingDays: 9, count: 1 },
  ];

  it('the limit is the border of a bin', () => {
    expect(lengthBins(lengths, 1)).toEqual([
      { from: 0, to: 0.5, count: 5, isOver: false },
      { from: 0.5, to: 1, count: 4, isOver: false },
      { from: 1, to: 1.5, count: 1, isOver: true },
      { from: 1.5, to: 2, count: 0, isOver: true },
      { from: 2, to: null, count: 1, isOver: true },
    ]);
  });

  it('without a limit nothing is over it', () => {
    const bins = lengthBins(lengths, null);
    expect(bins.map(({ from }) => from)).toEqual([0, 2, 4, 6, 8]);
    expect(bins.some(({ isOver }) => isOver)).toBe(false);
  });

  it('every length is in one bin', () => {
    for (const limit of [null, 1, 3, 7]) {
      const all = lengthBins(lengths, limit).reduce((sum, { count }) => sum + count, 0);
      expect(all).toBe(11);
    }
  });
});

describe('lines of the flow', () => {
  it('a line stands for all outcomes between its nodes', () => {
    const counts = new LineCounts([
      { from: 'a', via: 'x', to: 'b', count: 2 },
      { from: 'a', via: 'y', to: 'b', count: 3 },
    ]);
    expect([counts.of({ from: 'a', to: 'b' }), counts.of({ from: 'b', to: 'a' }), counts.most]).toEqual([
      5, 0, 5,
    ]);
  });

  it('a line that was taken more often is wider', () => {
    expect(lineWidth(0, 10)).toBe(1);
    expect(lineWidth(10, 10)).toBeGreaterThan(lineWidth(5, 10));
  });
});

describe('periods', () => {
  const today = '2026-11-30';

  it.each([
    ['thisMonth', '2026-11-01', '2026-11-30'],
    ['lastMonth', '2026-10-01', '2026-10-31'],
    ['thisQuarter', '2026-10-01', '2026-11-30'],
    ['thisYear', '2026-01-01', '2026-11-30'],
  ] as const)('%s goes from %s to %s', (name, from, to) => {
    expect(periodOf(name, today)).toEqual({ from, to });
    expect(nameOf({ from, to }, today)).toBe(name);
  });

  it('the month before January is December', () => {
    expect(periodOf('lastMonth', '2027-01-05')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });

  it('the period before has as many days', () => {
    expect(periodBefore({ from: '2026-11-01', to: '2026-11-10' })).toEqual({
      ...{ from: '2026-10-22', to: '2026-10-31' },
    });
  });
});

describe('the address of the map', () => {
  it('what it does not understand is left out', () => {
    expect(readMapSearch({ measure: 'beauty', from: 'yesterday', version: 'new', view: 'cube' })).toEqual({});
  });

  it('a unit of digits stays a text', () => {
    expect(readMapSearch({ unit: 522601 }).unit).toBe('522601');
  });
});

describe('the path over the map', () => {
  const visit = {
    task: 1,
    unit: null,
    unitName: null,
    from: '',
    to: null,
    via: null,
    dueAt: null,
    planned: null,
    actual: 0,
    late: false,
  };
  const edge = (from: string, to: string, ...order: number[]) => ({
    from,
    via: '',
    to,
    count: order.length,
    order,
  });
  const path: CasePath = {
    ...{ process: '', subject: '', key: '', version: 1, open: ['b'] },
    nodes: [
      { ...visit, node: 'a' },
      { ...visit, node: 'b' },
    ],
    edges: [edge('a', 'choice:c', 1), edge('choice:c', 'b', 2)],
    ways: [edge('a', 'b', 1)],
  };

  it('the main map shows ways', () => {
    const over = new PathOverMap(path, false);
    expect(over.orderOf({ from: 'a', to: 'b' })).toEqual([1]);
    expect(over.visitsOf('choice:c')).toBeUndefined();
  });

  it('the whole map shows edges, and the choices between them', () => {
    const over = new PathOverMap(path, true);
    expect(over.orderOf({ from: 'choice:c', to: 'b' })).toEqual([2]);
    expect(over.visitsOf('choice:c')).toEqual([]);
    expect(over.visitsOf('b')).toHaveLength(1);
  });
});
