import type { Executor } from '../../../infra/database/query.js';
import type { Sql } from '../../../infra/database/sql.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import { readClocksToRecount, type ClockToRecount } from './clocks-to-recount.js';
import { RecalculationRepository } from './recalculation.repository.js';
import { recounted, type RecountCause, type RecountedClock } from './recount-clocks.js';

export interface PreviewRequest {
  /** Counts with the calendar that is previewed. */
  readonly timeLimits: Pick<TimeLimitService, 'recountClock' | 'computeAgain' | 'calendar'>;
  /** Epoch ms. */
  readonly now: number;
  readonly cause: RecountCause;
  /** Which processes, as a condition over the row `p`. */
  readonly where: Sql;
  /** Id of the process after which to begin; left out: from the first. */
  readonly after?: string;
}

/** A clock and what the recount would do with it; `due` null: it cannot be computed. */
export interface PreviewedClock {
  readonly process: string;
  /** Number of the case. */
  readonly subject: string;
  readonly before: ClockToRecount;
  readonly after: RecountedClock['after'];
  readonly due: RecountedClock['due'] | null;
}

/** Processes whose clocks are read at once. */
const PIECE = 200;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * What a recalculation with another calendar would do, clock by clock in the order of their processes: computed by the recount
 * itself, without a lock and without writing anything. Yields the clocks of whole processes.
 */
export async function* previewRecount(
  db: Executor,
  { timeLimits, now, cause, where, after = FIRST }: PreviewRequest,
): AsyncGenerator<PreviewedClock[]> {
  const { version } = timeLimits.calendar();
  const repository = new RecalculationRepository(db);
  for (let last: string | undefined = after; last !== undefined;) {
    const processes = await repository.previewed({ after: last, limit: PIECE }, version, where);
    const subjects = new Map(processes.map(({ id, subject }) => [id, subject]));
    const clocks = await readClocksToRecount(db, [...subjects.keys()], version);
    yield clocks.map((before) => ({
      ...{ process: before.process, subject: subjects.get(before.process)! },
      ...outcome(() => recounted(timeLimits, before, now, cause), before),
    }));
    last = processes.length < PIECE ? undefined : processes.at(-1)!.id;
  }
}

function outcome(
  recount: () => RecountedClock,
  before: ClockToRecount,
): Pick<PreviewedClock, 'before' | 'after' | 'due'> {
  try {
    return recount();
  } catch {
    return { before, after: before, due: null }; // the recalculation marks it as stuck
  }
}
