import { casePath } from '../../../workflows/engine/analysis/case-path.js';
import type { MapRoutes } from '../../../workflows/engine/analysis/map-routes.js';
import type { RegionCalendar } from '../time-limits/region-calendar.js';
import type { CaseCourse, Visit } from './case-steps.js';
import { workingTenths } from './working-tenths.js';

/** Stands for all units, cases without one included. No code of a unit has this form. */
export const ALL_UNITS = '*';

/** Tenths of working days -> how many. */
export type Spread = Readonly<Record<string, number>>;

/** What left one place of a map on one day, for one unit or for all. */
export interface NodeTally {
  readonly key: string;
  readonly version: number;
  readonly unit: string;
  readonly node: string;
  readonly passed: number;
  /** Of these, how many had been there before in the same case. */
  readonly again: number;
  /** Of those passed, how many had a due time. */
  readonly due: number;
  /** Of these, how many left after it. */
  readonly late: number;
  readonly lengths: Spread;
  /** Of the limits that began with the visit. */
  readonly limits: Spread;
}

/** How many took one way of a map on one day, by the unit of the place that they left. */
export interface WayTally {
  readonly key: string;
  readonly version: number;
  readonly unit: string;
  readonly from_node: string;
  readonly via: string;
  readonly to_node: string;
  readonly passed: number;
}

export interface TalliedCase {
  readonly key: string;
  readonly version: number;
  readonly course: CaseCourse;
}

export interface TalliedDay {
  /** Epoch ms, inclusive. */
  readonly from: number;
  /** Epoch ms, exclusive. */
  readonly to: number;
  readonly days: RegionCalendar;
  /** Undefined for a version that this release does not serve: its cases are not counted. */
  readonly routesOf: (key: string, version: number) => MapRoutes | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends Spread ? Record<string, number> : T[K] };

/**
 * Counts what left each place of the maps on one day, and which ways it took. Only days matter: the same cases may be counted
 * on several days, and each of their visits on the day on which it ended.
 */
export function tallyDay(
  cases: Iterable<TalliedCase>,
  day: TalliedDay,
): { readonly nodes: readonly NodeTally[]; readonly ways: readonly WayTally[] } {
  const tally = new Tally();
  const isThen = (at: Date | null): boolean =>
    at !== null && at.getTime() >= day.from && at.getTime() < day.to;
  for (const { key, version, course } of cases) {
    const routes = day.routesOf(key, version);
    if (!routes) continue;
    const { visits, steps } = course;
    const [first] = visits;
    if (first && isThen(first.from)) tally.pass({ key, version, unit: first.unit, node: 'start' });
    for (const visit of visits) {
      if (visit.via === null || !isThen(visit.to) || !routes.has(visit.node)) continue;
      tally.pass({ key, version, unit: visit.unit, node: visit.node }, measured(visit, visits, day.days));
    }
    for (const { from, via, to, fromVisit, toVisit } of casePath(routes, steps)) {
      const left = fromVisit === null ? null : visits[fromVisit]!;
      if (!isThen(left ? left.to : first!.from)) continue;
      tally.take({
        ...{ key, version, unit: (left ?? visits[toVisit]!).unit },
        ...{ from_node: from, via, to_node: to },
      });
    }
  }
  return { nodes: [...tally.nodes.values()], ways: [...tally.ways.values()] };
}

interface Measured {
  readonly again: boolean;
  readonly late: boolean | null;
  readonly length: number;
  readonly limit: number | null;
}

/** Of a visit that has ended; places that take no time have none. */
function measured(visit: Visit, visits: readonly Visit[], days: RegionCalendar): Measured | undefined {
  if (visit.task === null) return undefined;
  const { from, dueAt } = visit;
  const to = visit.to!;
  return {
    again: visits.some(
      (one) => one !== visit && one.node === visit.node && one.to !== null && one.to <= from,
    ),
    late: dueAt && to > dueAt,
    length: workingTenths(days, from.getTime(), to.getTime()),
    limit: dueAt && visit.isOwnLimit ? workingTenths(days, from.getTime(), dueAt.getTime()) : null,
  };
}

class Tally {
  readonly nodes = new Map<string, Mutable<NodeTally>>();
  readonly ways = new Map<string, Mutable<WayTally>>();

  pass(place: Pick<NodeTally, 'key' | 'version' | 'unit' | 'node'>, measured?: Measured): void {
    for (const unit of unitsOf(place)) {
      const id = JSON.stringify([place.key, place.version, unit, place.node]);
      const none = { passed: 0, again: 0, due: 0, late: 0, lengths: {}, limits: {} };
      const node = this.nodes.get(id) ?? { ...place, unit, ...none };
      this.nodes.set(id, node);
      node.passed += 1;
      if (!measured) continue;
      if (measured.again) node.again += 1;
      if (measured.late !== null) node.due += 1;
      if (measured.late) node.late += 1;
      count(node.lengths, measured.length);
      if (measured.limit !== null) count(node.limits, measured.limit);
    }
  }

  take(way: Omit<WayTally, 'passed'>): void {
    for (const unit of unitsOf(way)) {
      const id = JSON.stringify([way.key, way.version, unit, way.from_node, way.via, way.to_node]);
      const known = this.ways.get(id) ?? { ...way, unit, passed: 0 };
      this.ways.set(id, known);
      known.passed += 1;
    }
  }
}

/** Its own unit, if it has one, and all. */
const unitsOf = ({ unit }: { readonly unit: string }): string[] =>
  unit === '' ? [ALL_UNITS] : [unit, ALL_UNITS];

function count(spread: Record<string, number>, tenths: number): void {
  spread[tenths] = (spread[tenths] ?? 0) + 1;
}
