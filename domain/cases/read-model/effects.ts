import type { ClockInstants } from '../time-limits/time-limit-service.js';
import type { MissedThreshold } from './missed-thresholds.js';

/** The state of a clock while events are folded; instants are epoch ms. */
export interface ClockState extends ClockInstants {
  readonly number: number;
  readonly name: string;
  readonly limit: string;
  readonly unit: string;
  readonly task: number | null;
  readonly class: string | null;
  /** The day (YYYY-MM-DD) it was started or redated with, for a dated limit. */
  readonly due: string | null;
  readonly cap: number | null;
  readonly state: 'running' | 'paused' | 'suspended' | 'stopped';
  readonly startedAt: number;
  readonly pausedAt: number | null;
  readonly stoppedAt: number | null;
  /** When the unit did the work; null when the clock has not stopped, or stopped without that. */
  readonly fulfilledAt: number | null;
  readonly extendedDays: number;
  /** Thresholds reached before the clock changed, and not seen by the SLA monitor yet. */
  readonly missed: readonly MissedThreshold[];
  /** Why its instants could not be computed (they are null then); null as a rule. */
  readonly error: string | null;
}

/** The state of a process before its events are folded. */
export interface Known {
  readonly suspended: boolean;
  /** Its clocks; null when no event of the batch needs them. */
  readonly clocks: ReadonlyMap<number, ClockState> | null;
  /** Task -> the clock that it shows; null when the clocks are not read. */
  readonly taskClocks: ReadonlyMap<number, number> | null;
}

export interface TimelineRow {
  /** Place among the entries of this batch, from 1. */
  readonly n: number;
  readonly at: string;
  readonly type: string;
  readonly stage?: string;
  readonly task?: number;
  readonly account?: string;
  readonly unit?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface TaskOpened {
  readonly number: number;
  readonly name: string;
  readonly key?: string;
  readonly stage: string;
  unit: string;
  readonly role: string;
  readonly without?: readonly string[];
  /** The day on which its dated limits end. */
  due_on?: string;
  readonly opened_at: string;
  readonly clock?: number;
  /** The clock is not part of this batch: the statement reads its instants. */
  look: boolean;
  due_at?: string;
  warn_at?: string;
  state: string;
  closed_at?: string;
  outcome?: string;
  closed_by?: string;
  command_id?: string;
}

export interface TaskChanged {
  readonly number: number;
  unit?: string;
  due_on?: string;
  /** Its instants change too. */
  show?: boolean;
  due_at?: string;
  warn_at?: string;
  state?: string;
  closed_at?: string;
  outcome?: string;
  closed_by?: string;
  command_id?: string;
}

/** A clock that is stopped without having been read. */
export interface ClockTouched {
  readonly number: number;
  readonly stopped_at: string;
  readonly fulfilled_at?: string;
}

/** All effects of a batch of events on the read model. */
export interface Effects {
  readonly lastSeq: number;
  readonly process: {
    state?: string;
    stage?: string;
    result?: string;
    endedAt?: string;
    facts?: Record<string, unknown>;
    /** Codes of the units that must not see it, all of them. */
    hiddenFrom?: readonly string[];
    /** Codes of units to which it was disclosed although it was hidden from them, or from a unit above. */
    disclosedTo?: readonly string[];
    readonly units: Set<string>;
  };
  /** Why a branch of the process is parked, in one line. */
  incident?: string;
  readonly timeline: TimelineRow[];
  readonly tasksOpened: Map<number, TaskOpened>;
  readonly tasksChanged: Map<number, TaskChanged>;
  readonly clocksStarted: Map<number, ClockState>;
  readonly clocksChanged: Map<number, ClockState>;
  readonly clocksTouched: Map<number, ClockTouched>;
}
