import type { DataSource, EntityManager } from 'typeorm';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import { isTransient } from '../../../infra/database/database-errors.js';
import { transaction } from '../../../infra/database/transaction.js';
import { moveTaskTimeouts, nextWaiting, type TaskTimeoutDeps } from './move-task-timeouts.js';
import { RecalculationRepository, type Progress, type RecalculationJob } from './recalculation.repository.js';
import { recountClocks } from './recount-clocks.js';
import { markStuckProcess, reportStuckClocks } from './stuck-clocks.js';

export interface RecalculationDeps extends Omit<TaskTimeoutDeps, 'timeLimits'> {
  readonly dataSource: DataSource;
  readonly timeLimits: TimeLimitService;
  /** Called when a threshold moves to an earlier instant (epoch ms). */
  readonly wakeSlaMonitor: (at: number) => void;
  /** Receives clocks that cannot be computed, by the id of their process. */
  readonly log?: { error(fields: object, message: string): void };
  /** How long after the change a program may still compute with the old calendar (ms). @default 15 s */
  readonly settleMs?: number;
}

export interface RecalculationTurn {
  readonly calendarVersion: number;
  /** Of this turn alone. */
  readonly done: Progress;
  readonly finished: boolean;
}

/** Three times the interval at which programs check for a newer calendar. */
const SETTLE_MS = 15_000;
/** Processes of a transaction, which locks them for some tenths of a second. */
const PIECE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Applies a changed calendar: recounts clocks and moves task timeouts. The job is a row, stored in the transaction of the
 * change, and is done in pieces of one transaction each. When a worker dies, another one continues with the rest; several
 * may work at once. A turn does all pieces, and ends the job once no program can still compute with the old calendar.
 */
export function createRecalculation(
  deps: RecalculationDeps,
): (request: { readonly now: number }) => Promise<RecalculationTurn | null> {
  const { dataSource, timeLimits, settleMs = SETTLE_MS } = deps;
  const jobs = new RecalculationRepository(dataSource);

  const inPieces = async <P extends Partial<Progress> & { readonly last: string | null }>(
    phase: {
      readonly work: (tx: EntityManager, piece: { after: string; limit: number }) => Promise<P>;
      /** The first process after this one; undefined when none is left. */
      readonly next: (after: string) => Promise<string | undefined>;
    },
    afterCommit: (done: P) => Promise<void> | void,
  ): Promise<void> => {
    let limit = PIECE;
    for (let after: string | null = FIRST; after !== null;) {
      const piece: { after: string; limit: number } = { after, limit };
      try {
        const done: P = await transaction(dataSource, (tx) => phase.work(tx, piece));
        await afterCommit(done);
        after = done.last;
        limit = Math.min(PIECE, limit * 2);
      } catch (error) {
        if (isTransient(error)) throw error;
        // Smaller pieces, down to the one process that fails alone, so that it does not block the others.
        if (limit > 1) limit = Math.ceil(limit / 2);
        else {
          const process = await phase.next(piece.after);
          if (process !== undefined) await markStuckProcess(deps, process, error);
          after = process ?? null;
        }
      }
    }
  };

  const turnOf = async (job: RecalculationJob, now: number): Promise<Progress> => {
    const sum = { clocks: 0, later: 0, earlier: 0, kept: 0, limits: 0 };
    const add = (done: Partial<Progress>): void => {
      for (const key of Object.keys(sum) as (keyof Progress)[]) sum[key] += done[key] ?? 0;
    };
    // Timeouts first: one that fires meanwhile closes its task, while a clock may be recounted a little later.
    await inPieces(
      {
        work: (tx, piece) => moveTaskTimeouts(tx, deps, job, piece),
        next: (after) => nextWaiting(jobs, deps, after),
      },
      async (done) => {
        add(done);
        for (const { process, error } of done.stuck) await markStuckProcess(deps, process, error);
      },
    );
    await inPieces(
      {
        work: (tx, piece) => recountClocks(tx, deps, job, { ...piece, now }),
        next: (after) => jobs.nextToRecount(after, timeLimits.calendar().version),
      },
      async (done) => {
        add(done);
        if (done.wakeAt !== null) deps.wakeSlaMonitor(done.wakeAt);
        await reportStuckClocks(deps, done.stuck);
      },
    );
    return sum;
  };

  return async ({ now }) => {
    const job = await jobs.running();
    if (!job) return null;
    timeLimits.invalidate(); // what is counted now must be counted with the new calendar
    await timeLimits.ready();
    const done = await turnOf(job, now);
    const finished = now - job.requested_at.getTime() >= settleMs;
    if (finished) await jobs.finish(job, new Date(now));
    return { calendarVersion: job.calendar_version, done, finished };
  };
}
