import { describe, expect, it } from '@jest/globals';
import { courseOf, type FlowEntry } from '../../../../domain/cases/flow/case-steps.js';
import { ALL_UNITS, tallyDay } from '../../../../domain/cases/flow/tally-day.js';
import { RegionCalendar } from '../../../../domain/cases/time-limits/region-calendar.js';
import { parseDay, parseInstant, startOfDay } from '../../../../domain/time/civil-time.js';
import { MapRoutes } from '../../../../workflows/engine/analysis/map-routes.js';

const routes = new MapRoutes({
  nodes: [
    { id: 'start', kind: 'start', title: '开始' },
    { id: 'draft', kind: 'task', title: '拟稿' },
    { id: 'sign', kind: 'task', title: '签发' },
    { id: 'end:closed', kind: 'end', title: '办结' },
  ],
  edges: [
    { from: 'start', via: '', to: 'draft' },
    { from: 'draft', via: 'submit', to: 'sign' },
    { from: 'sign', via: 'back', to: 'draft' },
    { from: 'sign', via: 'pass', to: 'end:closed' },
  ],
});
const days = new RegionCalendar(new Map(), () => true);
const at = (text: string): Date => new Date(parseInstant(text));

interface Given {
  readonly name: string;
  readonly from: string;
  readonly to?: string;
  readonly outcome?: string;
  readonly due?: string;
  readonly state?: FlowEntry['state'];
}

/** Entries of a case whose tasks follow each other, with the end that the last one leads to. */
function entries(tasks: readonly Given[], end?: string): FlowEntry[] {
  const none = { process_id: 'p', name: null, child: null, clock_from: null };
  const rows = tasks.flatMap(({ name, from, to, outcome = 'submit', due, state }, index) => {
    const task = {
      ...none,
      ...{ task: index + 1, task_name: name, unit: 'ZJJ', outcome: to ? outcome : null },
      state: state ?? (to ? ('completed' as const) : ('open' as const)),
      ...{ opened_at: at(from), closed_at: to ? at(to) : null, due_at: due ? at(due) : null },
      ...(due && { clock_from: at(from) }),
    };
    return [
      { ...task, type: 'task.opened', at: at(from) },
      ...(to ? [{ ...task, type: 'task.closed', at: at(to) }] : []),
    ];
  });
  const nothing = { task: null, task_name: null, unit: null, state: null, outcome: null };
  const instants = { opened_at: null, closed_at: null, due_at: null };
  const last = rows.at(-1)!;
  return end
    ? [...rows, { ...none, ...nothing, ...instants, type: 'process.completed', at: last.at, name: end }]
    : rows;
}

const tally = (day: string, ...cases: readonly FlowEntry[][]) =>
  tallyDay(
    cases.map((all) => ({ key: 'k', version: 1, course: courseOf(all) })),
    {
      ...{ from: startOfDay(parseDay(day)), to: startOfDay(parseDay(day) + 1), days },
      routesOf: (key) => (key === 'k' ? routes : undefined),
    },
  );

const CLOSED = entries(
  [
    { name: 'draft', from: '2026-11-02T09:00', to: '2026-11-04T12:00', due: '2026-11-06T00:00' },
    { name: 'sign', from: '2026-11-04T12:00', to: '2026-11-04T15:00', outcome: 'back' },
    { name: 'draft', from: '2026-11-04T15:00', to: '2026-11-05T12:00', due: '2026-11-05T00:00' },
    { name: 'sign', from: '2026-11-05T12:00', to: '2026-11-05T14:00', outcome: 'pass' },
  ],
  'closed',
);

describe('a day of the flow', () => {
  const nodes = (day: string, unit = ALL_UNITS) =>
    Object.fromEntries(
      tally(day, CLOSED)
        .nodes.filter((one) => one.unit === unit)
        .map((one) => [one.node, one]),
    );

  it('a visit counts on the day on which it ended', () => {
    expect(nodes('2026-11-03')).toEqual({});
    expect(nodes('2026-11-04')['draft']).toMatchObject({ passed: 1, lengths: { 15: 1 }, limits: { 30: 1 } });
  });

  it('a case counts as begun on its first day', () => {
    expect(nodes('2026-11-02')['start']).toMatchObject({ passed: 1, due: 0 });
  });

  it('an end counts on its day', () => {
    expect(nodes('2026-11-05')['end:closed']).toMatchObject({ passed: 1 });
  });

  it('a visit after its due time is late', () => {
    expect(nodes('2026-11-04')['draft']).toMatchObject({ due: 1, late: 0 });
    expect(nodes('2026-11-05')['draft']).toMatchObject({ due: 1, late: 1 });
  });

  it('a visit by a case that had been there before is one again', () => {
    expect(nodes('2026-11-04')['draft']).toMatchObject({ again: 0 });
    expect(nodes('2026-11-05')['draft']).toMatchObject({ again: 1 });
  });

  it('each unit has its own counts', () => {
    expect(nodes('2026-11-05', 'ZJJ')['draft']).toMatchObject({ passed: 1 });
  });

  it('ways count on the day on which they were taken', () => {
    const ways = tally('2026-11-05', CLOSED).ways.filter(({ unit }) => unit === ALL_UNITS);

    expect(ways.map(({ from_node, via, to_node, passed }) => [from_node, via, to_node, passed])).toEqual([
      ['draft', 'submit', 'sign', 1],
      ['sign', 'pass', 'end:closed', 1],
    ]);
  });

  it('an open task passes nothing', () => {
    expect(tally('2026-11-03', entries([{ name: 'draft', from: '2026-11-02T09:00' }])).nodes).toEqual([]);
  });

  it('a cancelled task passes nothing and leads nowhere', () => {
    const cancelled = entries([
      { name: 'draft', from: '2026-11-02T09:00', to: '2026-11-03T09:00', state: 'cancelled' },
    ]);
    expect(tally('2026-11-03', cancelled)).toEqual({ nodes: [], ways: [] });
  });

  it('cases of a version that is not served are not counted', () => {
    const day = { from: 0, to: Date.now(), days, routesOf: () => undefined };
    const cases = [{ key: 'other', version: 9, course: courseOf(CLOSED) }];
    expect(tallyDay(cases, day)).toEqual({ nodes: [], ways: [] });
  });
});
