/**
 * From policy and calendar to instants: when a clock is due, and when it raises which card. Pure; every instant is
 * epoch milliseconds, every day one of Asia/Shanghai.
 *
 *     warning         when the office opens, n working days before the due day
 *     lastWarning     likewise, where the policy warns twice
 *     due             24:00 of the last day, or when the office closes on it
 *     yellow          00:00, at the start of the n-th working day after the due day: due on 15 July, yellow on the 16th
 *     red, urge,
 *     accountability  likewise
 *
 * A warning that would not come after the clock's start (or resumption, or extension) is left out.
 */
import { receiptDay, type WorkingCalendar } from './calendar.js';
import { formatDay, lastDayOf, parseDay, dayOf, type CivilDay } from '../../time/civil-time.js';
import type { Extension } from '../../../workflows/engine/definition/events.js';
import type { Pause } from '../../../workflows/engine/runtime/host.js';
import { DueInstants } from './due-instant.js';
import {
  durationOf,
  LATE_THRESHOLDS,
  limitOf,
  type DayLength,
  type Duration,
  type Policy,
} from './policy.js';

/** Thresholds before the due time, in order. They only remind: no card, no points. */
export const REMINDERS = ['warning', 'lastWarning'] as const;
export type Threshold = (typeof REMINDERS)[number] | 'due' | (typeof LATE_THRESHOLDS)[number];
export type Thresholds = { readonly due: number } & { readonly [threshold in Threshold]?: number };

/** Policy and calendar that time limits are computed from. */
export interface TimeLimitBasis {
  readonly policy: Policy;
  readonly calendar: WorkingCalendar;
}

export interface Ladder {
  readonly dueDate: CivilDay;
  readonly dueAt: number;
  /** The due day is provisional: it is in, or counted across, a year whose holidays are not published. */
  readonly provisional: boolean;
  /** As of a running clock. */
  readonly extendedDays: number;
  readonly thresholds: Thresholds;
  readonly calendarVersion: number;
  readonly policyRef: { readonly id: string; readonly version: number };
}

export interface ClockRequest extends TimeLimitBasis {
  /** Key of the limit in the policy. */
  readonly limit: string;
  /** Class of the matter, where the limit depends on it. */
  readonly caseClass?: string;
  /** The day of the case, for a dated limit; other limits ignore it. */
  readonly due?: CivilDay;
  readonly startedAt: number;
  /** The clock whose rest caps this one: when it is due, and the instant from which its rest is counted. */
  readonly cap?: { readonly dueAt: number; readonly from: number };
}

/** A running clock, with the due time that was announced. */
export interface RunningClock extends ClockRequest {
  readonly dueAt: number;
  /** Days it was extended by so far, in the unit of its limit; of hours and dated limits in working days. */
  readonly extendedDays?: number;
}

/** A change of a clock after its start. */
export type ClockChange =
  | { readonly type: 'paused'; readonly at: number }
  | { readonly type: 'resumed'; readonly at: number }
  | { readonly type: 'extended'; readonly at: number; readonly by: Extension };

/**
 * The ladder of a clock that starts; null when the policy sets no limit (a letter of thanks).
 *
 * @throws {Error} when the policy does not know the limit, or not for this class, or the limit is dated and no day given
 */
export function computeLadder(request: ClockRequest): Ladder | null {
  const duration = resolveDuration(request);
  if (!duration) return null;
  const instants = instantsOf(request);
  const { endsAt } = limitOf(request.policy, request.limit);
  const day = dueDayOf(request);
  const dueAt =
    day === null ? instants.dueAfter(request.startedAt, duration, endsAt) : instants.endOf(day, endsAt);
  return ladderOf(request, { duration, dueAt, from: request.startedAt, extendedDays: 0 });
}

export interface TimeoutRequest extends TimeLimitBasis {
  readonly limit: string;
  readonly caseClass?: string;
  /** As for a clock. */
  readonly due?: CivilDay;
  readonly from: number;
  /** End of the limit before its pauses are added. @default counted from `from` */
  readonly endsAt?: number;
  /** Suspensions of its process, in order: after each, the rest of the limit remains. */
  readonly pauses?: readonly Pause[];
}

/**
 * The instant of a task timeout, such as the end of the citizen's window to rate; null when the policy sets none. Pauses
 * are counted as those of a clock.
 */
export function timeoutInstant(request: TimeoutRequest): number | null {
  const { policy, limit, caseClass, from, pauses = [] } = request;
  const { endsAt: endOfDay } = limitOf(policy, limit);
  const instants = instantsOf(request);
  const day = dueDayOf({ ...request, startedAt: from });
  const duration = day === null ? durationOf(policy, limit, caseClass) : DAYS;
  if (!duration) return null;
  const whole = day === null ? instants.dueAfter(from, duration, endOfDay) : instants.endOf(day, endOfDay);
  return pauses.reduce(
    (dueAt, pause) => instants.resume({ dueAt, ...pause }, duration, endOfDay),
    request.endsAt ?? whole,
  );
}

/** The rest of a dated limit is counted in working days. */
const DAYS: Duration = { workingDays: 0 };

/**
 * The ladder of a clock that is resumed: its remaining time is counted again from the resumption. The day of the pause
 * counts as used, the day of the resumption is not counted; hours count as office hours.
 */
export function resumeLadder(clock: RunningClock, pause: { pausedAt: number; resumedAt: number }): Ladder {
  const duration = limitedDuration(clock);
  const { endsAt } = limitOf(clock.policy, clock.limit);
  const dueAt = instantsOf(clock).resume({ ...pause, dueAt: clock.dueAt }, duration, endsAt);
  return ladderOf(clock, { duration, dueAt, from: pause.resumedAt, extendedDays: clock.extendedDays ?? 0 });
}

/**
 * The ladder of a clock that was extended at `at`. Days are counted from its due day, and calendar days that end on a rest
 * day end on the next working day; a decided day holds, even a rest day. An extension until a day that is not later (after a
 * pause, or a change of the calendar) does not shorten the clock. `extensionCheck` judges whether the policy allows it.
 */
export function extendLadder(clock: RunningClock, extension: { at: number; by: Extension }): Ladder {
  const { at, by } = extension;
  const duration = limitedDuration(clock);
  const { endsAt } = limitOf(clock.policy, clock.limit);
  const instants = instantsOf(clock);
  const extended =
    'until' in by ? instants.endOf(parseDay(by.until), endsAt) : instants.postpone(clock.dueAt, by, endsAt);
  const dueAt = Math.max(extended, clock.dueAt);
  const extendedDays = (clock.extendedDays ?? 0) + daysGained(clock, { duration, by, dueAt });
  return ladderOf(clock, { duration, dueAt, from: at, extendedDays });
}

/** Result of a recount for a due date; `kept`: as it was announced, although the recount ends earlier. */
export type DueChange = 'later' | 'same' | 'earlier' | 'kept';

/**
 * The ladder of a clock whose case turned out at `at` to be of another class. Counted in working days it is due so many
 * days later as the class has more, however long it was paused; a class that has less changes nothing.
 *
 * @throws {Error} when the policy does not know the class
 */
export function reclassLadder(clock: RunningClock, caseClass: string, at: number): Ladder {
  const reclassed = { ...clock, caseClass };
  const [before, duration] = [limitedDuration(clock), limitedDuration(reclassed)];
  const { endsAt } = limitOf(clock.policy, clock.limit);
  const extendedDays = clock.extendedDays ?? 0;
  const instants = instantsOf(clock);
  const dueAt =
    'workingDays' in before && 'workingDays' in duration
      ? instants.postpone(clock.dueAt, { workingDays: duration.workingDays - before.workingDays }, endsAt)
      : instants.dueAfter(clock.startedAt, duration, endsAt);
  return ladderOf(reclassed, { duration, dueAt: Math.max(dueAt, clock.dueAt), from: at, extendedDays });
}

/**
 * The ladder of a dated clock whose day was corrected at `at`, to a later or an earlier one: due as if it had been started
 * with that day. Working days that pauses and extensions have added are kept.
 */
export function redateLadder(clock: RunningClock, due: CivilDay, at: number): Ladder {
  const redated = { ...clock, due };
  const duration = limitedDuration(redated);
  const extendedDays = clock.extendedDays ?? 0;
  const [before, after] = [computeLadder(clock), computeLadder(redated)];
  if (!before || !after || clock.dueAt === before.dueAt)
    return ladderOf(redated, { duration, dueAt: after?.dueAt ?? clock.dueAt, from: at, extendedDays });
  const { calendar, policy, limit } = clock;
  const [from, to] = [lastDayOf(before.dueAt), lastDayOf(after.dueAt)];
  const workingDays = calendar.region(policy.region).workingDaysBetween(from, to);
  const dueAt = instantsOf(clock).postpone(clock.dueAt, { workingDays }, limitOf(policy, limit).endsAt);
  return ladderOf(redated, { duration, dueAt, from: at, extendedDays });
}

/**
 * The ladder under a changed calendar: the clock is recounted from its start through all its changes, in order. An announced
 * due date is not shortened: it is `kept`, unless earlier dates were announced.
 *
 * @param announcedAt epoch ms at which it was announced that due dates become earlier; no due date moves to before it
 */
export function recomputeLadder(
  clock: RunningClock,
  history: readonly ClockChange[] = [],
  announcedAt = Infinity,
): { ladder: Ladder; change: DueChange } {
  const ladder = replay(clock, history);
  if (ladder.dueAt > clock.dueAt) return { ladder, change: 'later' };
  if (ladder.dueAt === clock.dueAt) return { ladder, change: 'same' };
  if (ladder.dueAt > announcedAt) return { ladder, change: 'earlier' };
  const from = history.at(-1)?.at ?? clock.startedAt;
  const facts = {
    duration: limitedDuration(clock),
    dueAt: clock.dueAt,
    from,
    extendedDays: ladder.extendedDays,
  };
  return { ladder: ladderOf(clock, facts), change: 'kept' };
}

/** When an automatic card that was reached at an instant counts as issued, unless an operator stops it before. */
export function issueInstant({ policy, calendar }: TimeLimitBasis, reachedAt: number): number {
  return instantsOf({ policy, calendar }).hoursAfter(reachedAt, policy.pendingOfficeHours);
}

/**
 * When a yellow card becomes red because the unit has not explained itself in writing: the end of the limit
 * `statement`, counted from the card's issue; null when the clock's ladder has no such rule.
 */
export function redWithoutStatement(
  basis: TimeLimitBasis & { readonly limit: string },
  yellowIssuedAt: number,
): number | null {
  if (!basis.policy.cards[basis.limit]?.red?.withoutStatement) return null;
  return timeoutInstant({ ...basis, limit: 'statement', from: yellowIssuedAt });
}

function replay(clock: RunningClock, history: readonly ClockChange[]): Ladder {
  let ladder = computeLadder(clock);
  if (!ladder) throw new Error(`limit '${clock.limit}' has no length, so there is nothing to recompute`);
  let pausedAt: number | null = null;
  for (const change of history) {
    const current: RunningClock = { ...clock, dueAt: ladder.dueAt, extendedDays: ladder.extendedDays };
    if (change.type === 'extended') {
      ladder = extendLadder(current, change);
      // A day that was decided during the pause holds: only the rest of the pause counts.
      if ('until' in change.by && pausedAt !== null) pausedAt = Math.max(pausedAt, change.at);
    } else if (change.type === 'paused') {
      pausedAt ??= change.at;
    } else if (pausedAt !== null) {
      ladder = resumeLadder(current, { pausedAt, resumedAt: change.at });
      pausedAt = null;
    }
  }
  return ladder;
}

interface LadderFacts {
  readonly duration: Duration;
  readonly dueAt: number;
  /** A warning must come after it. */
  readonly from: number;
  readonly extendedDays: number;
}

function ladderOf(clock: ClockRequest, { duration, dueAt, from, extendedDays }: LadderFacts): Ladder {
  const { policy, calendar, limit, startedAt } = clock;
  const instants = instantsOf(clock);
  const rule = policy.cards[limit];
  const thresholds: { due: number } & { [threshold in Threshold]?: number } = { due: dueAt };
  if (rule?.warning) {
    const { before, longer, again } = rule.warning;
    const workingDays = 'workingDays' in duration ? duration.workingDays + extendedDays : 0;
    const early = longer && workingDays >= longer.fromWorkingDays ? longer.before : before;
    const warning = instants.before(dueAt, early);
    if (warning > from) thresholds.warning = warning;
    const last = again && instants.before(dueAt, again.before);
    if (last !== undefined && last > from) thresholds.lastWarning = last;
  }
  for (const name of LATE_THRESHOLDS) {
    const after = rule?.[name]?.after;
    if (after) thresholds[name] = instants.after(dueAt, after);
  }
  return {
    dueDate: formatDay(lastDayOf(dueAt)),
    dueAt,
    provisional: instants.isProvisional(startedAt, dueAt),
    extendedDays,
    thresholds,
    calendarVersion: calendar.version,
    policyRef: { id: policy.id, version: policy.version },
  };
}

/** Working days that remain at least when a limit before the day of the case starts late, unless the policy differs. */
const MIN_WORKING_DAYS = 1;

/**
 * Number of the day on which a dated limit ends: the day of the case, or counted from it, moved to a working day by the
 * policy; null for a limit that is not dated. A limit that starts too late for its day ends after the policy's minimum of
 * working days: the unit is not late because it got the work late.
 */
function dueDayOf(
  request: TimeLimitBasis & { readonly limit: string; readonly due?: CivilDay; readonly startedAt: number },
): number | null {
  const { policy, calendar, limit, due, startedAt } = request;
  const { dated } = limitOf(policy, limit);
  if (!dated) return null;
  if (due === undefined) throw new Error(`limit '${limit}' needs the day on which it ends`);
  const region = calendar.region(policy.region);
  const { roll, before, after, atLeast } = dated;
  const counted = before ? daysFrom(parseDay(due), before, -1) : daysFrom(parseDay(due), after, 1);
  const day =
    roll === 'none' ? counted : roll === 'next' ? region.onOrAfter(counted) : region.onOrBefore(counted);
  const least = atLeast?.workingDays ?? (before ? MIN_WORKING_DAYS : 0);
  if (least === 0) return day;
  return Math.max(day, region.addWorkingDays(receiptDay(startedAt, region, policy.receiptCutoff), least));

  function daysFrom(from: number, length: DayLength | undefined, sign: 1 | -1): number {
    if (!length) return from;
    if ('workingDays' in length) return region.addWorkingDays(from, sign * length.workingDays);
    return from + sign * length.calendarDays;
  }
}

/** Length of a limit, capped by the rest of another clock; of a dated limit, its working days. */
function resolveDuration(request: ClockRequest): Duration | null {
  const { policy, calendar, limit, caseClass, cap } = request;
  const day = dueDayOf(request);
  if (day !== null) {
    const workingDays = calendar.region(policy.region).workingDaysBetween(dayOf(request.startedAt), day);
    return { workingDays: Math.max(workingDays, 0) };
  }
  const duration = durationOf(policy, limit, caseClass);
  if (!duration || !cap || !('workingDays' in duration) || duration.capByClock === undefined) return duration;
  const rest = calendar.region(policy.region).workingDaysBetween(dayOf(cap.from), lastDayOf(cap.dueAt));
  const workingDays = Math.min(duration.workingDays, Math.max(rest, duration.minWorkingDays ?? 1));
  return { workingDays };
}

function limitedDuration(clock: ClockRequest): Duration {
  const duration = resolveDuration(clock);
  if (!duration) throw new Error(`policy ${clock.policy.id} sets no length for the limit '${clock.limit}'`);
  return duration;
}

/** Days that an extension adds, in the unit of the limit: as decided, or counted up to the new due instant. */
function daysGained(
  clock: RunningClock,
  { duration, by, dueAt }: { duration: Duration; by: Extension; dueAt: number },
): number {
  const [before, after] = [lastDayOf(clock.dueAt), lastDayOf(dueAt)];
  if ('calendarDays' in duration) return 'calendarDays' in by ? by.calendarDays : after - before;
  if ('workingDays' in by) return by.workingDays;
  return clock.calendar.region(clock.policy.region).workingDaysBetween(before, after);
}

function instantsOf({ policy, calendar }: TimeLimitBasis): DueInstants {
  return new DueInstants(policy, calendar.region(policy.region));
}
