import { Injectable } from '@nestjs/common';
import {
  FlowRepository,
  type FlowFilter,
  type NodeCounts,
  type OpenCounts,
} from '../../../../domain/cases/flow/flow.repository.js';
import { grouped } from '../../../../domain/cases/flow/grouped.js';
import { UnitsRepository } from '../../../../domain/cases/units/units.repository.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, formatDay, parseDay, startOfDay } from '../../../../domain/time/civil-time.js';
import type { MapRoutes } from '../../../../workflows/engine/analysis/map-routes.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Process } from '../../../../workflows/engine/definition/process.js';
import type { Actor } from '../../platform/identity/actor.js';
import { invalid } from '../../platform/problems/validation.js';
import { routesOf } from '../definitions/process-maps.js';
import { servedProcess } from '../definitions/served-process.js';
import { Visibility } from '../visibility/visibility.js';
import type {
  FlowEdgeView,
  FlowNodeDetail,
  FlowNodeView,
  FlowQuery,
  FlowUnitView,
  FlowView,
} from './flow.dto.js';
import { merged, mostFrequent, quantile } from './spreads.js';

const MOST_DAYS = 366;
const TENTHS = 10;

/** What passes a process map: counts by day, summed over a period. Live are the open tasks alone. */
@Injectable()
export class FlowService {
  constructor(
    private readonly flow: FlowRepository,
    private readonly units: UnitsRepository,
    private readonly visibility: Visibility,
  ) {}

  /** @throws {DubanError} DEFINITION_UNKNOWN, VALIDATION_FAILED for the period */
  async of(actor: Actor, key: string, query: FlowQuery): Promise<FlowView> {
    const process = servedProcess(key, query.version);
    const filter = await this.filter(actor, process, query);
    const { from, to, version } = filter;
    const now = new Date(businessNow());
    const [routes, rows, ways, open, standing, cases] = await Promise.all([
      routesOf(process),
      this.flow.nodes(filter),
      this.flow.ways(filter),
      this.flow.open(filter, spanOf(filter), now),
      this.flow.standing(from, to),
      filter.units && this.flow.casesOf(filter.units, filter, spanOf(filter)),
    ]);
    const byNode = grouped(rows, ({ node }) => node);
    const waiting = grouped(open, ({ node }) => node);
    const begun = sum(byNode.get('start') ?? [], 'passed');
    const taken = ways.map(({ from_node, via, to_node, passed }) => ({
      ...{ from: from_node, via, to: to_node, count: passed },
    }));
    return {
      ...{ key, version, from, to, cases: cases ?? begun },
      countedAt: standing.countedAt?.toISOString() ?? null,
      daysToCount: standing.missing,
      nodes: [...new Set([...byNode.keys(), ...waiting.keys()])].map((id) =>
        toNode(id, byNode.get(id) ?? [], waiting.get(id)),
      ),
      edges: edgesOf(routes, taken),
      ways: taken,
    };
  }

  /** @throws {DubanError} DEFINITION_UNKNOWN, VALIDATION_FAILED for the period, NOT_FOUND for an unknown node */
  async node(actor: Actor, key: string, node: string, query: FlowQuery): Promise<FlowNodeDetail> {
    const process = servedProcess(key, query.version);
    const filter = await this.filter(actor, process, query);
    if (!(await routesOf(process)).has(node)) throw new DubanError('NOT_FOUND', detail('cases.noMapNode'));
    const [rows, unitRows, open] = await Promise.all([
      this.flow.nodes(filter, node),
      this.flow.nodeByUnit(filter, node),
      this.flow.open(filter, spanOf(filter), new Date(businessNow()), node),
    ]);
    const byUnit = grouped(unitRows, ({ unit }) => unit);
    const waiting = grouped(
      open.filter(({ late }) => late > 0),
      ({ unit }) => unit,
    );
    const codes = [...new Set([...byUnit.keys(), ...waiting.keys()])];
    const names = await this.units.names(codes);
    const units = codes.map((unit) =>
      toUnit({ unit, unitName: names.get(unit) ?? unit }, byUnit.get(unit) ?? [], waiting.get(unit)),
    );
    return {
      id: node,
      lengths: [...merged(rows.map(({ lengths }) => lengths))].map(([tenths, count]) => ({
        workingDays: tenths / TENTHS,
        count,
      })),
      units: units.sort((a, b) => b.late - a.late || b.passed - a.passed || a.unit.localeCompare(b.unit)),
    };
  }

  private async filter(actor: Actor, { definition }: Process, query: FlowQuery): Promise<FlowFilter> {
    const { key, version } = definition;
    const seen = this.visibility.figureUnits(actor, key);
    if (query.unit === undefined) return { key, version, ...periodOf(query), units: seen };
    // A unit that the account does not see is counted as an unknown one is: as nothing.
    const asked = await this.units.withBelow(query.unit);
    return {
      ...{ key, version, ...periodOf(query) },
      units: seen === null ? asked : asked.filter((unit) => seen.includes(unit)),
    };
  }
}

/** @throws {DubanError} VALIDATION_FAILED */
function periodOf({ from, to }: FlowQuery): { from: string; to: string } {
  const today = formatDay(dayOf(businessNow()));
  const period = { from: from ?? `${(to ?? today).slice(0, 7)}-01`, to: to ?? today };
  const length = parseDay(period.to) - parseDay(period.from) + 1;
  if (length < 1) throw invalid(issue('to', 'cases.periodReversed'));
  if (length > MOST_DAYS) throw invalid(issue('to', 'cases.periodTooLong', { days: MOST_DAYS }));
  return period;
}

const spanOf = ({ from, to }: FlowFilter) => ({
  from: new Date(startOfDay(parseDay(from))),
  to: new Date(startOfDay(parseDay(to) + 1)),
});

const sum = <F extends string>(rows: readonly Readonly<Record<F, number>>[], field: F): number =>
  rows.reduce((total, row) => total + row[field], 0);

const NONE_OPEN: readonly OpenCounts[] = [];

function toNode(
  id: string,
  rows: readonly NodeCounts[],
  open: readonly OpenCounts[] = NONE_OPEN,
): FlowNodeView {
  const lengths = merged(rows.map((row) => row.lengths));
  const due = sum(rows, 'due') + sum(open, 'late');
  return {
    ...{ id, passed: sum(rows, 'passed'), again: sum(rows, 'again') },
    ...{ open: sum(open, 'open'), overdue: sum(open, 'overdue') },
    half: quantile(lengths, 0.5),
    nineTenths: quantile(lengths, 0.9),
    limit: mostFrequent(merged(rows.map((row) => row.limits))),
    due,
    late: due === 0 ? null : (sum(rows, 'late') + sum(open, 'late')) / due,
  };
}

const toUnit = (
  unit: Pick<FlowUnitView, 'unit' | 'unitName'>,
  rows: readonly NodeCounts[],
  open: readonly OpenCounts[] = NONE_OPEN,
): FlowUnitView => ({
  ...unit,
  passed: sum(rows, 'passed'),
  due: sum(rows, 'due') + sum(open, 'late'),
  late: sum(rows, 'late') + sum(open, 'late'),
  nineTenths: quantile(merged(rows.map(({ lengths }) => lengths)), 0.9),
});

/** Counts of ways, spread over the edges of the map that they lead over. */
function edgesOf(routes: MapRoutes, ways: readonly FlowEdgeView[]): FlowEdgeView[] {
  const edges = new Map<string, FlowEdgeView>();
  for (const { from, via, to, count } of ways)
    for (const edge of routes.from(from, via).get(to)?.through ?? []) {
      const id = JSON.stringify([edge.from, edge.via, edge.to]);
      const known = edges.get(id) ?? { from: edge.from, via: edge.via, to: edge.to, count: 0 };
      edges.set(id, { ...known, count: known.count + count });
    }
  return [...edges.values()];
}
