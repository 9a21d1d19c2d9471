import type { EntityManager } from 'typeorm';
import { iso, shownInstants } from '../read-model/fold.js';
import { nextWatched, setMissedAside } from '../read-model/missed-rungs.js';
import type { ClockState } from '../read-model/effects.js';
import { appendTimeline, type NewTimelineEntry } from '../supervision/timeline.js';
import type { DueChange } from '../time-limits/ladder.js';
import type { TimeLimitService } from '../time-limits/time-limit-service.js';
import { clockHistory } from './clock-history.js';
import { readClocksToRecount, type ClockToRecount } from './clocks-to-recount.js';
import { countProgress, lockJob, type Progress, type RecalculationJob } from './recalculation-job.js';

export interface RecountDeps {
  readonly timeLimits: Pick<TimeLimitService, 'recountClock' | 'calendar'>;
}

export interface Recounted extends Progress {
  /** Id of the last process of this piece, where the next one goes on; null when none is left. */
  readonly last: string | null;
  /** Earliest rung that comes earlier than it did: epoch ms. */
  readonly wakeAt: number | null;
}

interface Change {
  readonly before: ClockToRecount;
  readonly after: ClockState;
  readonly due: DueChange;
}

/**
 * Counts the clocks of some processes again, those that stand still included, in one transaction: their instants, what
 * open tasks show, and an entry in the timeline for each that changed. A clock names the calendar it was counted with,
 * and so is counted once, however often this is done. Cards are left as they are.
 *
 * @param piece.after id of the process after which to begin
 */
export async function recountClocks(
  tx: EntityManager,
  { timeLimits }: RecountDeps,
  job: RecalculationJob,
  piece: { readonly after: string; readonly limit: number; readonly now: number },
): Promise<Recounted> {
  const { now } = piece;
  const version = timeLimits.calendar().version;
  if (!(await lockJob(tx, job))) return NOTHING;
  const processes: { id: string }[] = await tx.query(LOCK_PROCESSES, [piece.after, version, piece.limit]);
  if (processes.length === 0) return NOTHING;
  const clocks = await readClocksToRecount(
    tx,
    processes.map(({ id }) => id),
    version,
  );

  const changes = clocks.map((before): Change => {
    const kept = setMissedAside(before, now);
    const { instants, change } = timeLimits.recountClock(kept, {
      at: now,
      cap: before.capped,
      history: clockHistory(before, before.entries),
      announced: job.notice !== null,
    });
    return { before, after: { ...kept, ...instants }, due: change };
  });
  await tx.query(WRITE_CLOCKS, [JSON.stringify(changes.map(clockRow))]);
  await tx.query(SHOW_CLOCKS, [JSON.stringify(changes.filter(showsAnother).map(shownRow))]);
  await appendTimeline(
    tx,
    changes.filter(tellsSomething).map((change) => entryOf(change, job, now)),
  );
  const count = (due: DueChange): number => changes.filter((change) => change.due === due).length;
  const done = {
    clocks: changes.length,
    later: count('later'),
    earlier: count('earlier'),
    kept: count('kept'),
    limits: 0,
  };
  await countProgress(tx, job, done);
  return { ...done, last: processes.at(-1)!.id, wakeAt: earliestThatCameForward(changes) };
}

const NOTHING: Recounted = { clocks: 0, later: 0, earlier: 0, kept: 0, limits: 0, last: null, wakeAt: null };

function clockRow({ before, after }: Change): Record<string, unknown> {
  return {
    process_id: before.process,
    number: after.number,
    calendar_version: after.calendarVersion,
    due_at: instant(after.dueAt),
    warn_at: instant(after.warnAt),
    provisional: after.provisional,
    rungs: after.rungs,
    missed: after.missed.length > 0 ? after.missed : null,
    next_at: instant(nextWatched(after)),
  };
}

const shownRow = ({ before, after }: Change): Record<string, unknown> => ({
  process_id: before.process,
  clock: after.number,
  ...shownInstants(after),
});

/** A clock that stands still shows nothing. */
const showsAnother = ({ before, after }: Change): boolean =>
  after.pausedAt === null && (before.dueAt !== after.dueAt || before.warnAt !== after.warnAt);

/** Whether a reader of the timeline learns something: also that a date stays, though it could have become earlier. */
const tellsSomething = ({ before, after, due }: Change): boolean =>
  due !== 'same' ||
  before.provisional !== after.provisional ||
  JSON.stringify(ladderOf(before)) !== JSON.stringify(ladderOf(after));

/** In one order, whichever the database keeps. */
const ladderOf = ({ rungs, missed }: ClockState): [string, string][] =>
  [...Object.entries(rungs ?? {}), ...missed.map(({ rung, at }): [string, string] => [rung, at])].sort(
    ([a], [b]) => a.localeCompare(b),
  );

const TEXTS: Readonly<Record<DueChange, string>> = {
  later: '日历调整:到期日顺延',
  earlier: '日历调整:到期日提前(已公告)',
  kept: '日历调整:到期日不变(按原公告)',
  same: '日历调整:到期日不变',
};

function entryOf({ before, after, due }: Change, job: RecalculationJob, now: number): NewTimelineEntry {
  return {
    process: before.process,
    at: now,
    type: 'clock.recalculated',
    unit: after.unit || undefined,
    text: TEXTS[due],
    data: {
      clock: after.name,
      ...(after.task !== null && { task: after.task }),
      change: due,
      ...(before.dueAt !== null && { previousDueAt: iso(before.dueAt) }),
      ...(after.dueAt !== null && { dueAt: iso(after.dueAt) }),
      ...(after.provisional && { provisional: true }),
      calendarVersion: after.calendarVersion,
      reason: job.reason,
      ...(due === 'earlier' && { notice: job.notice }),
    },
  };
}

function earliestThatCameForward(changes: readonly Change[]): number | null {
  const instants = changes.flatMap(({ before, after }) => {
    const [was, is] = [nextWatched(before), nextWatched(after)];
    return is !== null && (was === null || is < was) ? [is] : [];
  });
  return instants.length === 0 ? null : Math.min(...instants);
}

const instant = (at: number | null): string | null => (at === null ? null : iso(at));

/** In the order of ids, as everybody locks processes: see lockProcesses. */
const LOCK_PROCESSES = `
  SELECT p.id FROM process p
  WHERE p.ended_at IS NULL AND p.id > $1 AND EXISTS (
    SELECT 1 FROM clock c WHERE c.process_id = p.id AND c.state <> 'stopped' AND c.calendar_version < $2)
  ORDER BY p.id LIMIT $3 FOR UPDATE OF p`;

const WRITE_CLOCKS = `
  UPDATE clock c SET calendar_version = r.calendar_version, due_at = r.due_at, warn_at = r.warn_at,
    provisional = r.provisional, rungs = r.rungs, missed = r.missed, next_at = r.next_at
  FROM jsonb_to_recordset($1::jsonb) AS r(process_id uuid, number int, calendar_version int, due_at timestamptz,
    warn_at timestamptz, provisional boolean, rungs jsonb, missed jsonb, next_at timestamptz)
  WHERE c.process_id = r.process_id AND c.number = r.number`;

const SHOW_CLOCKS = `
  UPDATE task t SET due_at = r.due_at, warn_at = r.warn_at
  FROM jsonb_to_recordset($1::jsonb) AS r(process_id uuid, clock int, due_at timestamptz, warn_at timestamptz)
  WHERE t.process_id = r.process_id AND t.clock = r.clock AND t.state = 'open'`;
