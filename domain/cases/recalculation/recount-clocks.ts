import type { EntityManager } from 'typeorm';
import { describeError } from '../incidents/incidents.js';
import { iso, shownInstants } from '../read-model/fold.js';
import { nextMonitored, keepMissedThresholds } from '../read-model/missed-thresholds.js';
import type { ClockState } from '../read-model/effects.js';
import { appendTimeline, type NewTimelineEntry } from '../timeline/append-timeline.js';
import type { DueChange } from '../time-limits/ladder.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import { clockHistory } from './clock-history.js';
import { readClocksToRecount, type ClockToRecount } from './clocks-to-recount.js';
import { countProgress, lockJob, type Progress, type RecalculationJob } from './recalculation-job.js';

export interface RecountDeps {
  readonly timeLimits: Pick<TimeLimitService, 'recountClock' | 'computeAgain' | 'calendar'>;
}

/** Why clocks are counted again: a change of the calendar, or that it was not possible before. */
export type RecountCause = Pick<RecalculationJob, 'reason' | 'notice'>;

export interface Recounted extends Progress {
  /** Id of the last process of this piece, where the next one goes on; null when none is left. */
  readonly last: string | null;
  /** The earliest threshold that has moved to an earlier instant: epoch ms; null when none has. */
  readonly wakeAt: number | null;
  /** Clocks that could not be counted: they keep their instants, and the reason. */
  readonly stuck: readonly StuckClock[];
}

export interface StuckClock {
  readonly process: string;
  readonly number: number;
  readonly error: unknown;
}

interface Change {
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
  piece: { readonly after: string; readonly limit: number; readonly now: number },
): Promise<Recounted> {
  const version = deps.timeLimits.calendar().version;
  if (!(await lockJob(tx, job))) return NOTHING;
  const processes: { id: string }[] = await tx.query(LOCK_PROCESSES, [piece.after, version, piece.limit]);
  if (processes.length === 0) return NOTHING;
  const ids = processes.map(({ id }) => id);
  const done = await recountProcesses(tx, deps, { processes: ids, now: piece.now, cause: job });
  await countProgress(tx, job, done);
  return { ...done, last: ids.at(-1)! };
}

/**
 * As above, of processes that the transaction has locked.
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
  const changes: Change[] = [];
  const stuck: StuckClock[] = [];
  for (const before of clocks) {
    try {
      changes.push(changeOf(timeLimits, before, now, cause));
    } catch (error) {
      stuck.push({ process: before.process, number: before.number, error });
    }
  }
  await tx.query(WRITE_CLOCKS, [JSON.stringify(changes.map(clockRow))]);
  await tx.query(SHOW_CLOCKS, [JSON.stringify(changes.filter(showsAnother).map(shownRow))]);
  await tx.query(NOTE_STUCK, [JSON.stringify(stuck.map(stuckRow))]);
  await appendTimeline(
    tx,
    changes.filter(deservesEntry).map((change) => entryOf(change, cause, now)),
  );
  const count = (due: DueChange): number => changes.filter((change) => change.due === due).length;
  const counts = { later: count('later'), earlier: count('earlier'), kept: count('kept') };
  return {
    clocks: changes.length,
    ...counts,
    limits: 0,
    wakeAt: earliestThatCameForward(changes),
    stuck,
  };
}

function changeOf(
  timeLimits: RecountDeps['timeLimits'],
  before: ClockToRecount,
  now: number,
  cause: RecountCause,
): Change {
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

const stuckRow = ({ process, number, error }: StuckClock): object => ({
  process_id: process,
  number,
  error: describeError(error),
});

function clockRow({ before, after }: Change): Record<string, unknown> {
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
    rungs: after.thresholds,
    missed: after.missed.length > 0 ? after.missed : null,
    next_at: instant(nextMonitored(after)),
  };
}

const shownRow = ({ before, after }: Change): Record<string, unknown> => ({
  process_id: before.process,
  clock: after.number,
  ...shownInstants(after),
});

/** A task shows nothing of a paused clock. */
const showsAnother = ({ before, after }: Change): boolean =>
  after.pausedAt === null && (before.dueAt !== after.dueAt || before.warnAt !== after.warnAt);

/** Whether a reader of the timeline learns something: also that a date stays, though it could have become earlier. */
const deservesEntry = ({ before, after, due }: Change): boolean =>
  due !== 'same' ||
  before.provisional !== after.provisional ||
  JSON.stringify(ladderOf(before)) !== JSON.stringify(ladderOf(after));

/** In one order, whichever the database keeps. */
const ladderOf = ({ thresholds, missed }: ClockState): [string, string][] =>
  [...Object.entries(thresholds ?? {}), ...missed.map(({ rung, at }): [string, string] => [rung, at])].sort(
    ([a], [b]) => a.localeCompare(b),
  );

const TEXTS: Readonly<Record<DueChange, string>> = {
  later: '日历调整:到期日顺延',
  earlier: '日历调整:到期日提前(已公告)',
  kept: '日历调整:到期日不变(按原公告)',
  same: '日历调整:到期日不变',
};

/** Of a clock that had no instants, because they could not be computed. */
const COMPUTED = '时限补算完成';

function entryOf({ before, after, due }: Change, cause: RecountCause, now: number): NewTimelineEntry {
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

function earliestThatCameForward(changes: readonly Change[]): number | null {
  const instants = changes.flatMap(({ before, after }) => {
    const [was, is] = [nextMonitored(before), nextMonitored(after)];
    return is !== null && (was === null || is < was) ? [is] : [];
  });
  return instants.length === 0 ? null : Math.min(...instants);
}

const instant = (at: number | null): string | null => (at === null ? null : iso(at));

/** The first process after this id that has a clock to be counted again. */
export async function nextToRecount(
  db: Pick<EntityManager, 'query'>,
  after: string,
  version: number,
): Promise<string | undefined> {
  const rows: { id: string }[] = await db.query(TO_RECOUNT, [after, version, 1]);
  return rows[0]?.id;
}

const TO_RECOUNT = `
  SELECT p.id FROM process p
  WHERE p.ended_at IS NULL AND p.id > $1 AND EXISTS (
    SELECT 1 FROM clock c WHERE c.process_id = p.id AND c.state <> 'stopped' AND c.calendar_version < $2)
  ORDER BY p.id LIMIT $3`;

/** In the order of ids, as all code locks processes: see lockProcesses. */
const LOCK_PROCESSES = `${TO_RECOUNT} FOR UPDATE OF p`;

const WRITE_CLOCKS = `
  UPDATE clock c SET policy_id = r.policy_id, policy_version = r.policy_version,
    calendar_version = r.calendar_version, due_at = r.due_at, warn_at = r.warn_at, provisional = r.provisional,
    extended_days = r.extended_days, rungs = r.rungs, missed = r.missed, next_at = r.next_at, error = NULL,
    retry_at = NULL
  FROM jsonb_to_recordset($1::jsonb) AS r(process_id uuid, number int, policy_id text, policy_version int,
    calendar_version int, due_at timestamptz, warn_at timestamptz, provisional boolean, extended_days int,
    rungs jsonb, missed jsonb, next_at timestamptz)
  WHERE c.process_id = r.process_id AND c.number = r.number`;

const NOTE_STUCK = `
  UPDATE clock c SET error = s.error
  FROM jsonb_to_recordset($1::jsonb) AS s(process_id uuid, number int, error text)
  WHERE c.process_id = s.process_id AND c.number = s.number`;

const SHOW_CLOCKS = `
  UPDATE task t SET due_at = r.due_at, warn_at = r.warn_at
  FROM jsonb_to_recordset($1::jsonb) AS r(process_id uuid, clock int, due_at timestamptz, warn_at timestamptz)
  WHERE t.process_id = r.process_id AND t.clock = r.clock AND t.state = 'open'`;
