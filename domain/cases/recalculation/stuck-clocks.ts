import type { DataSource } from 'typeorm';
import { isTransient } from '../../../infra/database/database-errors.js';
import { transaction } from '../../../infra/database/transaction.js';
import { describeError } from '../incidents/describe-error.js';
import { IncidentsRepository } from '../incidents/incidents.repository.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { lockProcesses } from '../timeline/append-timeline.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import { RecalculationRepository } from './recalculation.repository.js';
import { recountProcesses, type StuckClock } from './recount-clocks.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly log?: { error(fields: object, message: string): void };
}

/** Raises incidents for clocks that could not be recounted; their rows are marked already. */
export async function reportStuckClocks(deps: Deps, clocks: readonly StuckClock[]): Promise<void> {
  for (const { process, number, error } of clocks) {
    deps.log?.error({ err: error, process, clock: number }, 'could not recount a clock');
    await new IncidentsRepository(deps.dataSource).raise(process, 'clock', error);
  }
}

/** Marks the clocks of a process whose limits could not be recounted, and raises an incident. */
export async function markStuckProcess(deps: Deps, process: string, error: unknown): Promise<void> {
  deps.log?.error({ err: error, process }, 'could not recount the limits of a process');
  await new RecalculationRepository(deps.dataSource).markStuckProcess(process, describeError(error));
  await new IncidentsRepository(deps.dataSource).raise(process, 'clock', error);
}

export interface RetryDeps extends Deps {
  readonly timeLimits: TimeLimitService;
  /** Called with the earliest threshold (epoch ms) of the clocks that have one again. */
  readonly wakeSlaMonitor: (at: number) => void;
}

/** Processes of one turn, chosen at random, so that clocks that stay stuck do not hide the others. */
const LIMIT = 200;

/**
 * Recomputes stuck clocks: policy or calendar may have been completed. One transaction a process.
 *
 * @param now epoch ms
 * @returns how many clocks have instants now
 */
export async function retryStuckClocks(deps: RetryDeps, now: number): Promise<number> {
  const { dataSource, timeLimits } = deps;
  const stuck = await new RecalculationRepository(dataSource).stuckProcesses(LIMIT);
  if (stuck.length === 0) return 0;
  timeLimits.invalidate();
  await timeLimits.ready();
  let counted = 0;
  for (const id of stuck) {
    try {
      const done = await transaction(dataSource, async (tx) => {
        await lockProcesses(tx, [id]);
        return recountProcesses(tx, deps, { processes: [id], now, cause: CAUSE });
      });
      counted += done.clocks;
      if (done.wakeAt !== null) deps.wakeSlaMonitor(done.wakeAt);
      await reportStuckClocks(deps, done.stuck);
    } catch (error) {
      if (isTransient(error)) throw error;
      await markStuckProcess(deps, id, error);
    }
  }
  return counted;
}

/** Repeats that every few minutes, until stopped. */
export function startStuckClockRetries(
  deps: RetryDeps & Required<Pick<RetryDeps, 'log'>>,
  everyMs = 5 * 60_000,
): Repetition {
  return repeat(async () => (await retryStuckClocks(deps, Date.now()), false), {
    everyMs,
    onError: (err) => deps.log.error({ err }, 'could not recompute stuck clocks'),
  });
}

const CAUSE = { reason: '此前未能计算', notice: null };
