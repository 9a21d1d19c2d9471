import { setImmediate as turn } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { workflowType } from '../../../workflows/engine/definition/commands.js';
import type { Process } from '../../../workflows/engine/definition/process.js';
import { deriveMap } from '../../../workflows/engine/analysis/map.js';
import { MapRoutes } from '../../../workflows/engine/analysis/map-routes.js';
import { businessNow } from '../../time/business-clock.js';
import { dayOf, formatDay, parseDay, startOfDay } from '../../time/civil-time.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import { courseOf, type FlowEntry } from './case-steps.js';
import { FlowRepository } from './flow.repository.js';
import { grouped } from './grouped.js';
import { tallyDay, type TalliedCase } from './tally-day.js';

export interface FlowCountingDeps {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
  readonly processes: readonly Process[];
}

const EVERY_MS = 60_000;

/** Counts what passes the places of the process maps, a day at a time, the latest first. */
export class FlowCounting {
  private routes: Promise<ReadonlyMap<string, MapRoutes>> | undefined;

  constructor(private readonly deps: FlowCountingDeps) {}

  /**
   * Counts one day that is to be counted. Any number of workers may call it: one counts at a time.
   *
   * @param now epoch ms
   * @returns the day, YYYY-MM-DD; undefined when there is none, or another worker counts
   */
  async countOne(now = businessNow()): Promise<string | undefined> {
    const { dataSource, timeLimits } = this.deps;
    await timeLimits.ready();
    const routes = await (this.routes ??= this.deriveRoutes());
    return transaction(dataSource, async (tx) => {
      const flow = new FlowRepository(tx);
      if (!(await flow.lock())) return undefined;
      const day = await flow.dayToCount(formatDay(dayOf(now)), new Date(now));
      if (day === undefined) return undefined;
      await flow.mark(day, new Date(now));
      const span = { from: startOfDay(parseDay(day)), to: startOfDay(parseDay(day) + 1) };
      const entries = await flow.entriesOfMoved({ from: new Date(span.from), to: new Date(span.to) });
      const { nodes, ways } = tallyDay(casesIn(entries), {
        ...span,
        days: timeLimits.calendar().region(timeLimits.regionAt(now)),
        routesOf: (key, version) => routes.get(workflowType({ key, version })),
      });
      await flow.replace(day, nodes, ways);
      return day;
    });
  }

  /** Derives the maps one path at a time, because a worker has heartbeats to send meanwhile. */
  private async deriveRoutes(): Promise<ReadonlyMap<string, MapRoutes>> {
    const routes = new Map<string, MapRoutes>();
    for (const process of this.deps.processes)
      routes.set(workflowType(process.definition), new MapRoutes(await deriveMap(process, { rest: turn })));
    return routes;
  }
}

/** Repeats the counting every minute, and at once while days have never been counted. The first round waits a minute. */
export function startFlowCounting(
  deps: FlowCountingDeps,
  { log }: { readonly log: { warn(fields: object, message: string): void } },
): Repetition {
  const counting = new FlowCounting(deps);
  let isFirst = true;
  return repeat(
    async () => {
      // A worker that starts has work waiting: its maps can be derived later.
      if (isFirst) {
        isFirst = false;
        return false;
      }
      return (await counting.countOne()) !== undefined;
    },
    { everyMs: EVERY_MS, onError: (err) => log.warn({ err }, 'could not count the flow of a day') },
  );
}

function* casesIn(rows: readonly (FlowEntry & { key: string; version: number })[]): Generator<TalliedCase> {
  const byCase = grouped(rows, ({ process_id }) => process_id);
  for (const entries of byCase.values()) {
    const { key, version } = entries[0]!;
    yield { key, version, course: courseOf(entries) };
  }
}
