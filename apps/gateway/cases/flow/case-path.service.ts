import { Injectable } from '@nestjs/common';
import { courseOf, type Visit } from '../../../../domain/cases/flow/case-steps.js';
import { FlowRepository } from '../../../../domain/cases/flow/flow.repository.js';
import { workingTenths } from '../../../../domain/cases/flow/working-tenths.js';
import type { RegionCalendar } from '../../../../domain/cases/time-limits/region-calendar.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { UnitsRepository } from '../../../../domain/cases/units/units.repository.js';
import { isParty } from '../../../../domain/cases/visibility/units-apart.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { casePath } from '../../../../workflows/engine/analysis/case-path.js';
import type { Actor } from '../../platform/identity/actor.js';
import { routesOf } from '../definitions/process-maps.js';
import { assertServed, processOf } from '../definitions/task-forms.js';
import { ProcessesService } from '../processes/processes.service.js';
import { Visibility } from '../visibility/visibility.js';
import type { CasePathView, PathEdgeView, PathNodeView } from './case-path.dto.js';

const TENTHS = 10;

/** The path of one case over its map, planned against actual. */
@Injectable()
export class CasePathService {
  constructor(
    private readonly processes: ProcessesService,
    private readonly flow: FlowRepository,
    private readonly units: UnitsRepository,
    private readonly timeLimits: TimeLimitService,
    private readonly visibility: Visibility,
  ) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see the process, VERSION_NOT_SERVED */
  async of(actor: Actor, id: string): Promise<CasePathView> {
    const { key, version, subject } = await this.processes.row(actor, id);
    assertServed(key, version);
    const isShown = isParty(this.visibility.parties.ofTask, this.visibility.partUnits(actor));
    const [routes, entries] = await Promise.all([
      routesOf(processOf(key, version)!),
      this.flow.entriesOf(id, isShown),
      this.timeLimits.ready(),
    ]);
    const now = businessNow();
    const days = this.timeLimits.calendar().region(this.timeLimits.regionAt(now));
    const { visits, steps } = courseOf(entries);
    const names = await this.units.names([...new Set(visits.map(({ unit }) => unit))]);
    const taken = casePath(routes, steps);
    return {
      ...{ process: id, subject, key, version },
      nodes: visits.map((visit) => toNode(visit, { names, days, now })),
      edges: ordered(taken.flatMap(({ through }) => through)),
      ways: ordered(taken),
      open: visits.flatMap(({ node, to }) => (to === null ? [node] : [])),
    };
  }
}

interface Background {
  readonly names: ReadonlyMap<string, string>;
  readonly days: RegionCalendar;
  /** Epoch ms. */
  readonly now: number;
}

function toNode(visit: Visit, { names, days, now }: Background): PathNodeView {
  const { node, task, unit, from, to, via, dueAt, isOwnLimit } = visit;
  const end = to?.getTime() ?? now;
  const lengthUntil = (at: number): number => workingTenths(days, from.getTime(), at) / TENTHS;
  return {
    ...{ node, task, unit: unit || null, unitName: names.get(unit) ?? null, via },
    from: from.toISOString(),
    to: to?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    planned: dueAt && isOwnLimit ? lengthUntil(dueAt.getTime()) : null,
    actual: lengthUntil(end),
    late: dueAt !== null && end > dueAt.getTime(),
  };
}

/** Each edge once, with its places. */
function ordered(
  edges: readonly { readonly from: string; readonly via: string; readonly to: string }[],
): PathEdgeView[] {
  const found = new Map<string, PathEdgeView>();
  for (const [index, { from, via, to }] of edges.entries()) {
    const id = JSON.stringify([from, via, to]);
    const known = found.get(id) ?? { from, via, to, count: 0, order: [] };
    found.set(id, { ...known, count: known.count + 1, order: [...known.order, index + 1] });
  }
  return [...found.values()];
}
