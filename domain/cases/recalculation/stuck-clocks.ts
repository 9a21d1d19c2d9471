import type { DataSource } from 'typeorm';
import { isTransient } from '../../../infra/database/database-errors.js';
import { transaction } from '../../../infra/database/transaction.js';
import { describeError, raiseIncident } from '../incidents/incidents.js';
import { repeat, type Repetition } from '../../time/repeat.js';
import { lockProcesses } from '../timeline/append-timeline.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import { recountProcesses, type StuckClock } from './recount-clocks.js';

interface Deps {
  readonly dataSource: DataSource;
  readonly log?: { error(fields: object, message: string): void };
}

/** Raises incidents for clocks that could not be recounted; their rows are marked already. */
export async function reportStuckClocks(deps: Deps, clocks: readonly StuckClock[]): Promise<void> {
  for (const { process, number, error } of clocks) {
    deps.log?.error({ err: error, process, clock: number }, 'a clock could not be counted again');
    await raiseIncident(deps.dataSource, process, 'clock', error);
  }
}

/** Marks the clocks of a process whose limits could not be recounted, and raises an incident. */
export async function noteStuckProcess(deps: Deps, process: string, error: unknown): Promise<void> {
  deps.log?.error({ err: error, process }, 'the limits of a process could not be counted again');
  await deps.dataSource.query(NOTE, [process, describeError(error)]);
  await raiseIncident(deps.dataSource, process, 'clock', error);
}

export interface RetryDeps extends Deps {
  readonly timeLimits: TimeLimitService;
  /** Called with the earliest threshold (epoch ms) of the clocks that have one again. */
  readonly wakeSlaMonitor: (at: number) => void;
}

/** Processes of one turn, chosen at random, so that clocks that stay stuck do not hide the others. */
const LIMIT = 200;

/**
 * Computes clocks again that could not be computed before: policy or calendar may have what they lacked. One transaction
 * a process.
 *
 * @param now epoch ms
 * @returns how many clocks have instants now
 */
export async function retryStuckClocks(deps: RetryDeps, now: number): Promise<number> {
  const { dataSource, timeLimits } = deps;
  const stuck: { id: string }[] = await dataSource.query(STUCK, [LIMIT]);
  if (stuck.length === 0) return 0;
  timeLimits.invalidate();
  await timeLimits.ready();
  let counted = 0;
  for (const { id } of stuck) {
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
      await noteStuckProcess(deps, id, error);
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

const NOTE = `UPDATE clock SET error = $2 WHERE process_id = $1 AND state <> 'stopped'`;

const STUCK = `
  SELECT c.process_id AS id FROM clock c JOIN process p ON p.id = c.process_id
  WHERE c.error IS NOT NULL AND c.retry_at IS NULL AND c.state <> 'stopped' AND p.ended_at IS NULL
  GROUP BY 1 ORDER BY random() LIMIT $1`;
