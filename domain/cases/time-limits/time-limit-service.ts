import type { DataSource } from 'typeorm';
import { poolOf } from '../../../infra/database/data-source.js';
import type { ProcessDefinition } from '../../../workflows/engine/definition/definition.js';
import { detail } from '../../messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Extension } from '../../../workflows/engine/definition/events.js';
import type { TaskTimeout } from '../../../workflows/engine/runtime/host.js';
import { NATIONAL, type DueDate, type DueDateRequest, type WorkingCalendar } from './calendar.js';
import { dayOf, formatDay, lastDayOf } from '../../time/civil-time.js';
import { officeHoursBetween } from './office-hours.js';
import {
  computeLadder,
  timeoutInstant,
  extendLadder,
  issueInstant,
  reclassLadder,
  redateLadder,
  recomputeLadder,
  REMINDERS,
  resumeLadder,
  type ClockChange,
  type DueChange,
  type Ladder,
  type RunningClock,
  type TimeLimitBasis,
} from './ladder.js';
import { TimeLimitsRepository, type LoadedTimeLimits, type PolicyVersion } from './time-limits.repository.js';
import type { Policy } from './policy.js';

/** The due instant of a clock and the thresholds of its ladder. Instants are epoch milliseconds. */
export interface ClockInstants {
  readonly policyId: string;
  readonly policyVersion: number;
  readonly calendarVersion: number;
  /** Null when the policy sets no limit for the case. */
  readonly dueAt: number | null;
  /** From this instant on the clock is shown as nearly due. */
  readonly warnAt: number | null;
  /** A year on the way to the due instant has no calendar yet. */
  readonly provisional: boolean;
  /** Threshold name -> ISO instant, the thresholds still to come; null when the limit raises no cards. */
  readonly thresholds: Readonly<Record<string, string>> | null;
  /** The earliest of them. */
  readonly nextAt: number | null;
  /** Days by which it was extended so far, in the unit of its limit; of hours and dated limits in working days. */
  readonly extendedDays: number;
}

export interface ClockStart {
  readonly limit: string;
  readonly class?: string;
  /** The day (YYYY-MM-DD, Asia/Shanghai) on which it ends, where the policy leaves that to the case. */
  readonly due?: string;
  readonly unit: string;
  readonly at: number;
  /** The clock whose remaining time caps this one: due at `dueAt`, its rest counted from `from`. */
  readonly cap?: { readonly dueAt: number; readonly from: number };
}

/** A clock, as far as its computation depends on it. */
export interface KnownClock extends ClockInstants {
  readonly limit: string;
  readonly class: string | null;
  /** The day it was started or redated with, for a dated limit. */
  readonly due: string | null;
  readonly startedAt: number;
}

/** Time limits as projection and commands use them. Synchronous once `ready`. */
export interface TimeLimits {
  /** Resolves once calendar and policies are in memory, checked within the last seconds. */
  ready(): Promise<void>;
  startClock(start: ClockStart): ClockInstants;
  resumeClock(clock: KnownClock, pausedAt: number, resumedAt: number): ClockInstants;
  extendClock(clock: KnownClock, by: Extension, at: number): ClockInstants;
  reclassClock(clock: KnownClock, limitClass: string, at: number): ClockInstants;
  redateClock(clock: KnownClock, due: string, at: number): ClockInstants;
  timeoutInstants(definition: ProcessDefinition, at: number): Record<string, number>;
  /** @throws {DubanError} POLICY_MISSING */
  policy(id: string, version: number): Policy;
  calendar(): WorkingCalendar;
}

/** A recount of a clock under a changed calendar. */
export interface Recount {
  readonly at: number;
  /** The clock whose remaining time caps it, as when it started. */
  readonly cap?: ClockStart['cap'];
  /** Its changes since its start, in order. */
  readonly history: readonly ClockChange[];
  /** It was announced that due dates become earlier. */
  readonly announced: boolean;
}

/** Working time by which something open is overdue. */
export interface OverdueTime {
  /** Working days after the due day, today included. */
  readonly workingDays: number;
  /** Whole office hours since the due time. */
  readonly workingHours: number;
}

const CHECK_EVERY_MS = 5_000;

/** Computes due times and thresholds from calendar and policies, which it keeps in memory. */
export class TimeLimitService implements TimeLimits {
  private readonly repository: TimeLimitsRepository;
  private loaded: LoadedTimeLimits | null = null;
  private checkedAt = -Infinity;
  private checking: Promise<void> | null = null;

  constructor(private readonly dataSource: DataSource) {
    this.repository = new TimeLimitsRepository(poolOf(dataSource));
  }

  async ready(): Promise<void> {
    if (performance.now() - this.checkedAt < CHECK_EVERY_MS) return;
    this.checking ??= this.check().finally(() => (this.checking = null));
    await this.checking;
  }

  /** Makes the next `ready` check for changes, so that this program sees its own change at once. */
  invalidate(): void {
    this.checkedAt = -Infinity;
  }

  /** The current calendar. Valid until the next change; do not keep it. */
  calendar(): WorkingCalendar {
    return this.current().calendar;
  }

  /** Counts with another calendar and the policies of now, for a preview: later changes do not reach it. */
  withCalendar(
    calendar: WorkingCalendar,
  ): Pick<TimeLimitService, 'calendar' | 'policy' | 'recountClock' | 'computeAgain'> {
    const other = new TimeLimitService(this.dataSource);
    other.loaded = { ...this.current(), calendar };
    return other;
  }

  /**
   * When a limit of so many working days ends that begins with what was received at an instant: as a clock counts it, with
   * the cut-off of the policy that is in force for the region then.
   *
   * @returns with the cut-off that was counted with, `HH:mm`; null: none
   * @throws {RangeError} outside the years of the calendar
   */
  dueDate(request: Omit<DueDateRequest, 'cutoff'>): DueDate & { readonly cutoff: string | null } {
    const cutoff = this.cutoffFor(request);
    return { ...this.calendar().dueDate({ ...request, cutoff }), cutoff: cutoff ?? null };
  }

  /** A policy holds in its region and whatever lies in it; where and when none is in force, nothing is cut off. */
  private cutoffFor({ region, receivedAt }: { region: string; receivedAt: number }): string | undefined {
    const policy = this.inForceAt(receivedAt)?.policy;
    if (!policy) return undefined;
    return policy.region === NATIONAL || region.startsWith(policy.region) ? policy.receiptCutoff : undefined;
  }

  /**
   * The policy that a clock started at this instant is pinned to: of the active ones the latest in force.
   * @throws {DubanError} POLICY_MISSING
   */
  policyAt(at: number): Policy {
    const found = this.inForceAt(at);
    if (!found)
      throw new DubanError('POLICY_MISSING', detail('cases.noPolicyInForce', { on: formatDay(dayOf(at)) }));
    return found.policy;
  }

  /** How long something open is overdue, by the policy in force; null while it is in time. @param at epoch ms */
  overdue(dueAt: Date | null, at: number): OverdueTime | null {
    if (dueAt === null || dueAt.getTime() >= at) return null;
    const policy = this.inForceAt(at)?.policy;
    const region = this.calendar().region(policy?.region ?? NATIONAL);
    const due = dueAt.getTime();
    return {
      workingDays: region.workingDaysBetween(lastDayOf(due), dayOf(at)),
      workingHours: policy ? Math.floor(officeHoursBetween(due, at, policy.officeHours, region)) : 0,
    };
  }

  /** Region of the policy that is in force, whose working days count; the state's where there is none. */
  regionAt(at: number): string {
    return this.inForceAt(at)?.policy.region ?? NATIONAL;
  }

  /** @throws {DubanError} POLICY_MISSING */
  policy(id: string, version: number): Policy {
    const found = this.current().policies.find(
      ({ policy }) => policy.id === id && policy.version === version,
    );
    if (!found) throw new DubanError('POLICY_MISSING', detail('cases.policyUnknown', { id, version }));
    return found.policy;
  }

  basisAt(at: number): TimeLimitBasis {
    return { policy: this.policyAt(at), calendar: this.calendar() };
  }

  /** When a card whose threshold was reached at this instant is issued, unless it is stopped. */
  pendingUntil(policy: { readonly id: string; readonly version: number }, reachedAt: number): number {
    return issueInstant(
      { policy: this.policy(policy.id, policy.version), calendar: this.calendar() },
      reachedAt,
    );
  }

  startClock({ limit, class: caseClass, due, at, cap }: ClockStart): ClockInstants {
    const basis = this.basisAt(at);
    const ladder = orMissing(limit, () =>
      computeLadder({ ...basis, limit, caseClass, due, startedAt: at, cap }),
    );
    return toInstants(basis, limit, ladder, at, null);
  }

  resumeClock(clock: KnownClock, pausedAt: number, resumedAt: number): ClockInstants {
    if (clock.dueAt === null) return clock;
    const running = this.running(clock, clock.dueAt);
    const ladder = resumeLadder(running, { pausedAt, resumedAt });
    return toInstants(running, clock.limit, ladder, resumedAt, clock.thresholds);
  }

  extendClock(clock: KnownClock, by: Extension, at: number): ClockInstants {
    if (clock.dueAt === null) return clock;
    const running = this.running(clock, clock.dueAt);
    const ladder = extendLadder(running, { at, by });
    return toInstants(running, clock.limit, ladder, at, clock.thresholds);
  }

  reclassClock(clock: KnownClock, limitClass: string, at: number): ClockInstants {
    if (clock.dueAt === null) return clock;
    const running = this.running(clock, clock.dueAt);
    return toInstants(running, clock.limit, reclassLadder(running, limitClass, at), at, clock.thresholds);
  }

  redateClock(clock: KnownClock, due: string, at: number): ClockInstants {
    if (clock.dueAt === null) return clock;
    const running = this.running(clock, clock.dueAt);
    return toInstants(running, clock.limit, redateLadder(running, due, at), at, clock.thresholds);
  }

  /**
   * Recounts a clock under the current calendar. Thresholds it has passed do not come again, and a reminder whose time
   * has passed is dropped.
   */
  recountClock(clock: KnownClock, recount: Recount): { instants: ClockInstants; change: DueChange } {
    const { at, cap, history, announced } = recount;
    if (clock.dueAt === null)
      return { instants: { ...clock, calendarVersion: this.calendar().version }, change: 'same' };
    const running = { ...this.running(clock, clock.dueAt), cap };
    const { ladder, change } = recomputeLadder(running, history, announced ? at : undefined);
    const instants = toInstants(running, clock.limit, ladder, clock.startedAt, clock.thresholds);
    const missed = REMINDERS.filter((name) => {
      const reminder = ladder.thresholds[name];
      return reminder !== undefined && reminder <= at && !(name in (clock.thresholds ?? {}));
    });
    return { instants: missed.reduce(withoutThreshold, instants), change };
  }

  /**
   * Computes a clock whose instants could not be computed before, from its start through all its changes. Thresholds that
   * have passed meanwhile are on the ladder.
   *
   * @throws {Error} when they still cannot be computed
   */
  computeAgain(clock: KnownClock, { cap, history }: Pick<Recount, 'cap' | 'history'>): ClockInstants {
    const { limit, startedAt: at } = clock;
    const start = { limit, class: clock.class ?? undefined, due: clock.due ?? undefined, at, cap };
    const instants = this.startClock({ ...start, unit: '' });
    if (instants.dueAt === null || history.length === 0) return instants;
    const running = { ...this.running({ ...clock, ...instants }, instants.dueAt), cap };
    const { ladder } = recomputeLadder(running, history, -Infinity);
    return toInstants(running, limit, ladder, at, null);
  }

  /**
   * When the timeouts of a definition's tasks run out if they start at an instant (epoch ms): by limit, or by
   * `limit/class` where the class decides.
   */
  timeoutInstants(definition: ProcessDefinition, at: number): Record<string, number> {
    const basis = this.basisAt(at);
    const instants: Record<string, number> = {};
    for (const { expires: limit } of Object.values(definition.tasks)) {
      const rule = limit === undefined ? undefined : basis.policy.limits[limit];
      // The workflow then calls the activity, which returns the error, or gets the day.
      if (limit === undefined || !rule || rule.dated) continue;
      const classes = rule.byClass ? Object.keys(rule.byClass) : [undefined];
      for (const caseClass of classes) {
        const instant = timeoutInstant({ ...basis, limit, caseClass, from: at });
        if (instant !== null) instants[caseClass === undefined ? limit : `${limit}/${caseClass}`] = instant;
      }
    }
    return instants;
  }

  /** The activity behind a task timeout whose instant no command carried, or whose process was suspended. */
  async timeoutInstant({ class: caseClass, ...request }: TaskTimeout): Promise<number | null> {
    await this.ready();
    return orMissing(request.limit, () =>
      timeoutInstant({ ...this.basisAt(request.from), ...request, caseClass }),
    );
  }

  private running(clock: KnownClock, dueAt: number): RunningClock {
    return {
      policy: this.policy(clock.policyId, clock.policyVersion),
      calendar: this.calendar(),
      limit: clock.limit,
      caseClass: clock.class ?? undefined,
      due: clock.due ?? undefined,
      startedAt: clock.startedAt,
      dueAt,
      extendedDays: clock.extendedDays,
    };
  }

  private inForceAt(at: number): PolicyVersion | undefined {
    const day = formatDay(dayOf(at));
    return this.current().policies.find((row) => row.active && row.effectiveFrom <= day);
  }

  private current(): LoadedTimeLimits {
    if (!this.loaded) throw new Error('time limits are not loaded: await ready() first');
    return this.loaded;
  }

  private async check(): Promise<void> {
    const fingerprint = await this.repository.fingerprint();
    if (this.loaded?.fingerprint !== fingerprint) this.loaded = await this.repository.load(fingerprint);
    this.checkedAt = performance.now();
  }
}

const NO_LIMIT = {
  dueAt: null,
  warnAt: null,
  provisional: false,
  extendedDays: 0,
  thresholds: null,
  nextAt: null,
} as const;

/** @param toCome thresholds to come of a clock that ran before: those that it has passed are not repeated */
function toInstants(
  { policy, calendar }: TimeLimitBasis,
  limit: string,
  ladder: Ladder | null,
  from: number,
  toCome: Readonly<Record<string, string>> | null,
): ClockInstants {
  const pinned = { policyId: policy.id, policyVersion: policy.version, calendarVersion: calendar.version };
  if (!ladder) return { ...pinned, ...NO_LIMIT };
  const { due: _due, ...thresholds } = ladder.thresholds;
  const reminds = (name: string): boolean => (REMINDERS as readonly string[]).includes(name);
  const ahead = Object.entries(thresholds).filter(([name]) => !toCome || reminds(name) || name in toCome);
  const warns = policy.cards[limit]?.warning !== undefined;
  return {
    ...pinned,
    dueAt: ladder.dueAt,
    // A limit so short that its warning would come before its start is nearly due all along.
    warnAt: ladder.thresholds.warning ?? (warns ? from : null),
    provisional: ladder.provisional,
    extendedDays: ladder.extendedDays,
    // A ladder with no thresholds left stays empty: the next change must not bring them back.
    thresholds:
      ahead.length === 0 && !toCome
        ? null
        : Object.fromEntries(ahead.map(([name, at]) => [name, new Date(at).toISOString()])),
    nextAt: ahead.length === 0 ? null : Math.min(...ahead.map(([, at]) => at)),
  };
}

function withoutThreshold(instants: ClockInstants, threshold: string): ClockInstants {
  const { [threshold]: _passed, ...thresholds } = instants.thresholds ?? {};
  const ahead = Object.values(thresholds).map((at) => Date.parse(at));
  return { ...instants, thresholds, nextAt: ahead.length === 0 ? null : Math.min(...ahead) };
}

/** A limit that the policy does not know is the policy's omission: POLICY_MISSING, and a retry succeeds once it is added. */
function orMissing<T>(limit: string, compute: () => T): T {
  try {
    return compute();
  } catch (cause) {
    if (cause instanceof DubanError) throw cause;
    throw new DubanError('POLICY_MISSING', detail('cases.limitUncomputable', { limit }), {}, { cause });
  }
}
