import type { EntityManager } from 'typeorm';
import { describeError } from '../incidents/describe-error.js';
import { iso, shownInstants } from '../read-model/shown-instants.js';
import { nextMonitored, keepMissedThresholds } from '../read-model/missed-thresholds.js';
import type { ClockState } from '../read-model/effects.js';
import { appendTimeline, type NewTimelineEntry } from '../timeline/append-timeline.js';
import type { DueChange } from '../time-limits/ladder.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import { clockHistory } from './clock-history.js';
import { readClocksToRecount, type ClockToRecount } from './clocks-to-recount.js';
import {
  RecalculationRepository,
  type Piece,
  type Progress,
  type RecalculationJob,
  type RecountedClockRow,
  type ShownRow,
  type StuckClockRow,
} from './recalculation.repository.js';

export interface RecountDeps {
  readonly timeLimits: Pick<TimeLimitService, 'recountClock' | 'computeAgain' | 'calendar'>;
}

/** Why clocks are recounted: a change of the calendar, or a retry after a failure. */
export type RecountCause = Pick<RecalculationJob, 'reason' | 'notice'>;

export interface Recounted extends Progress {
  /** Id of the last process of this piece, after which the next one begins; null when none is left. */
  readonly last: string | null;
  /** The earliest threshold that has moved to an earlier instant: epoch ms; null when none has. */
  readonly wakeAt: number | null;
  /** Clocks that could not be recounted: they keep their instants, and the reason is stored. */
  readonly stuck: readonly StuckClock[];
}

export interface StuckClock {
  readonly process: string;
  readonly number: number;
  readonly error: unknown;
}

/** A clock as it is, and as it is after the recount. */
export interface RecountedClock {
  readonly before: ClockToRecount;
  readonly after: ClockState;
  readonly due: DueChange;
}

/**
 * Recounts the clocks of some processes, paused ones included, in one transaction: their instants, what open tasks show,
 * and a timeline entry for each that changed. Idempotent, because a clock stores the calendar it was counted with. Cards
 * stay as they are. A clock that cannot be computed is marked as stuck and blocks no other.
 *
 * @param piece.after id of the process after which to begin
 */
export async function recountClocks(
  tx: EntityManager,
  deps: RecountDeps,
  job: RecalculationJob,
  piece: Piece & { readonly now: number },
): Promise<Recounted> {
  const version = deps.timeLimits.calendar().version;
  const jobs = new RecalculationRepository(tx);
  if (!(await jobs.lock(job))) return NOTHING;
  const processes = await jobs.lockProcesses(piece, version);
  if (processes.length === 0) return NOTHING;
  const done = await recountProcesses(tx, deps, { processes, now: piece.now, cause: job });
  await jobs.count(job, done);
  return { ...done, last: processes.at(-1)! };
}

/**
 * Recounts the clocks of processes that the transaction has locked.
 *
 * @param request.now epoch ms
 */
export async function recountProcesses(
  tx: EntityManager,
  { timeLimits }: RecountDeps,
  request: { readonly processes: readonly string[]; readonly now: number; readonly cause: RecountCause },
): Promise<Omit<Recounted, 'last'>> {
  const { processes, now, cause } = request;
  const clocks = await readClocksToRecount(tx, processes, timeLimits.calendar().version);
  const changes: RecountedClock[] = [];
  const stuck: StuckClock[] = [];
  for (const before of clocks) {
    try {
      changes.push(recounted(timeLimits, before, now, cause));
    } catch (error) {
      stuck.push({ process: before.process, number: before.number, error });
    }
  }
  const rows = new RecalculationRepository(tx);
  await rows.writeClocks(changes.map(clockRow));
  await rows.showClocks(changes.filter(showsOtherInstants).map(shownRow));
  await rows.markStuck(stuck.map(stuckRow));
  await appendTimeline(
    tx,
    changes.filter(changesTimeline).map((change) => entryOf(change, cause, now)),
  );
  const count = (due: DueChange): number => changes.filter((change) => change.due === due).length;
  const counts = { later: count('later'), earlier: count('earlier'), kept: count('kept') };
  return {
    clocks: changes.length,
    ...counts,
    limits: 0,
    wakeAt: earliestMovedForward(changes),
    stuck,
  };
}

/** Recounts one clock, and changes nothing. @param now epoch ms @throws {Error} when it cannot be computed */
export function recounted(
  timeLimits: RecountDeps['timeLimits'],
  before: ClockToRecount,
  now: number,
  cause: RecountCause,
): RecountedClock {
  const history = clockHistory(before, before.entries);
  const cap = before.capped;
  if (before.dueAt === null && before.error !== null) {
    const instants = timeLimits.computeAgain(before, { cap, history });
    return { before, after: { ...before, ...instants, error: null }, due: 'later' };
  }
  const kept = keepMissedThresholds(before, now);
  const announced = cause.notice !== null;
  const { instants, change } = timeLimits.recountClock(kept, { at: now, cap, history, announced });
  return { before, after: { ...kept, ...instants, error: null }, due: change };
}

const NOTHING: Recounted = {
  clocks: 0,
  later: 0,
  earlier: 0,
  kept: 0,
  limits: 0,
  last: null,
  wakeAt: null,
  stuck: [],
};

const stuckRow = ({ process, number, error }: StuckClock): StuckClockRow => ({
  process_id: process,
  number,
  error: describeError(error),
});

function clockRow({ before, after }: RecountedClock): RecountedClockRow {
  return {
    process_id: before.process,
    number: after.number,
    policy_id: after.policyId,
    policy_version: after.policyVersion,
    calendar_version: after.calendarVersion,
    due_at: instant(after.dueAt),
    warn_at: instant(after.warnAt),
    provisional: after.provisional,
    extended_days: after.extendedDays,
    thresholds: after.thresholds,
    missed: after.missed.length > 0 ? after.missed : null,
    next_at: instant(nextMonitored(after)),
  };
}

const shownRow = ({ before, after }: RecountedClock): ShownRow => ({
  process_id: before.process,
  clock: after.number,
  ...shownInstants(after),
});

/** A task shows nothing of a paused clock. */
const showsOtherInstants = ({ before, after }: RecountedClock): boolean =>
  after.pausedAt === null && (before.dueAt !== after.dueAt || before.warnAt !== after.warnAt);

/** Whether the timeline gets an entry: also when a date is kept although the recount ends earlier. */
const changesTimeline = ({ before, after, due }: RecountedClock): boolean =>
  due !== 'same' ||
  before.provisional !== after.provisional ||
  JSON.stringify(ladderOf(before)) !== JSON.stringify(ladderOf(after));

/** Sorted, because jsonb does not keep the order. */
const ladderOf = ({ thresholds, missed }: ClockState): [string, string][] =>
  [
    ...Object.entries(thresholds ?? {}),
    ...missed.map(({ threshold, at }): [string, string] => [threshold, at]),
  ].sort(([a], [b]) => a.localeCompare(b));

const TEXTS: Readonly<Record<DueChange, string>> = {
  later: '日历调整：到期日顺延',
  earlier: '日历调整：到期日提前（已公告）',
  kept: '日历调整：到期日不变（按原公告）',
  same: '日历调整：到期日不变',
};

/** Text for a clock whose instants could not be computed before. */
const COMPUTED = '时限补算完成';

function entryOf({ before, after, due }: RecountedClock, cause: RecountCause, now: number): NewTimelineEntry {
  return {
    process: before.process,
    at: now,
    type: 'clock.recalculated',
    unit: after.unit || undefined,
    text: before.error !== null && before.dueAt === null ? COMPUTED : TEXTS[due],
    data: {
      clock: after.name,
      ...(after.task !== null && { task: after.task }),
      change: due,
      ...(before.dueAt !== null && { previousDueAt: iso(before.dueAt) }),
      ...(after.dueAt !== null && { dueAt: iso(after.dueAt) }),
      ...(after.provisional && { provisional: true }),
      calendarVersion: after.calendarVersion,
      reason: cause.reason,
      ...(due === 'earlier' && { notice: cause.notice }),
    },
  };
}

function earliestMovedForward(changes: readonly RecountedClock[]): number | null {
  const instants = changes.flatMap(({ before, after }) => {
    const [was, is] = [nextMonitored(before), nextMonitored(after)];
    return is !== null && (was === null || is < was) ? [is] : [];
  });
  return instants.length === 0 ? null : Math.min(...instants);
}

const instant = (at: number | null): string | null => (at === null ? null : iso(at));
