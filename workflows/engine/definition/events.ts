/**
 * The events of a process: an ordered log, numbered from 1 without gaps. The read model is a function of it. Events are
 * stored in Temporal histories: add fields and types freely, never rename. docs/engine.md lists them.
 */

/** Who acted. */
export interface Actor {
  /** Account id, or `citizen`, or `system`. Never a name. */
  readonly account: string;
  /** Code of the unit on whose behalf it acts; empty for citizens and the system. */
  readonly unit: string;
}

/** More time for a clock: so many days after its due day, or until the end of a day (YYYY-MM-DD, Asia/Shanghai). */
export type Extension =
  { readonly workingDays: number } | { readonly calendarDays: number } | { readonly until: string };

export type ProcessEvent = {
  /** From 1, without gaps. */
  readonly seq: number;
  /** When the workflow emitted it, epoch ms. */
  readonly at: number;
  /** Epoch ms, before `at`: when the command behind this event was accepted. Being in time is judged by it. */
  readonly actedAt?: number;
} & (
  | { readonly type: 'process.started' }
  | { readonly type: 'stage.entered'; readonly stage: string }
  | {
      readonly type: 'task.opened';
      /** Number of the task within its process, from 1. */
      readonly task: number;
      readonly name: string;
      /** Tells tasks of one name in parallel branches apart. */
      readonly key?: string;
      readonly unit: string;
      /** Declared outcomes that are not allowed this time. */
      readonly without?: readonly string[];
      /** Number of the clock whose due instant the task shows. */
      readonly clock?: number;
      /** The day (YYYY-MM-DD, Asia/Shanghai) on which its dated limits end. */
      readonly due?: string;
    }
  | {
      readonly type: 'task.closed';
      readonly task: number;
      readonly how: 'completed' | 'expired' | 'cancelled';
      readonly outcome?: string;
      readonly by?: Actor;
      /** Id of the command that completed it: its content is stored under that id. */
      readonly command?: string;
    }
  | {
      readonly type: 'task.reassigned';
      readonly task: number;
      readonly unit: string;
      readonly by: Actor;
      readonly command: string;
    }
  | {
      /** A unit has ended: `unit` continues what `from` had and would get. Its tasks, clocks and facts follow as events. */
      readonly type: 'unit.succeeded';
      readonly from: string;
      readonly unit: string;
      readonly by: Actor;
      readonly command: string;
    }
  | {
      readonly type: 'clock.started';
      /** Number of the clock within its process, from 1. */
      readonly clock: number;
      readonly name: string;
      /** Key of the limit in the policy. */
      readonly limit: string;
      /** The unit that answers for it: cards go there. */
      readonly unit: string;
      readonly task?: number;
      /** Class of the case where the policy's limit depends on it. */
      readonly class?: string;
      /** The day (YYYY-MM-DD, Asia/Shanghai) on which it ends, where the policy leaves that to the case. */
      readonly due?: string;
      /** A clock whose remaining time caps this one. */
      readonly cap?: number;
    }
  | { readonly type: 'clock.paused'; readonly clock: number; readonly reason: string }
  | {
      readonly type: 'clock.resumed';
      readonly clock: number;
      /** Why it had been paused. */
      readonly reason?: string;
    }
  | ({ readonly type: 'clock.extended'; readonly clock: number } & Extension)
  | { readonly type: 'clock.moved'; readonly clock: number; readonly unit: string }
  | {
      /** The case turned out to be of another class: its limit is that of the class, counted from the same start. */
      readonly type: 'clock.reclassed';
      readonly clock: number;
      readonly class: string;
    }
  | {
      readonly type: 'clock.stopped';
      readonly clock: number;
      /** The unit has done what the clock was for. Absent: it stopped without that, with its time or with the case. */
      readonly fulfilled?: true;
    }
  | {
      /** The task times out at another instant, because the calendar changed, its day was corrected, or the process was suspended. Epoch ms. */
      readonly type: 'limit.moved';
      readonly task: number;
      readonly from?: number;
      readonly to: number;
      /** Set when the calendar changed. */
      readonly calendarVersion?: number;
    }
  /** The days of the case were corrected. The events of its open tasks and running clocks follow. */
  | {
      readonly type: 'process.redated';
      /** Name of a task or clock -> YYYY-MM-DD: those that the command names. */
      readonly days: Readonly<Record<string, string>>;
      readonly by: Actor;
      readonly command: string;
    }
  | {
      /** The dated limits of an open task end on another day (YYYY-MM-DD, Asia/Shanghai). */
      readonly type: 'task.redated';
      readonly task: number;
      readonly due: string;
    }
  | { readonly type: 'clock.redated'; readonly clock: number; readonly due: string }
  | { readonly type: 'facts'; readonly facts: Readonly<Record<string, unknown>> }
  | { readonly type: 'message.received'; readonly name: string; readonly by: Actor; readonly command: string }
  | {
      /** Sent by the parent, or by the child that `process` names. */
      readonly type: 'signal.received';
      readonly name: string;
      readonly process?: string;
    }
  | {
      readonly type: 'step.completed';
      readonly name: string;
      /** Its result, where the definition says `inTimeline`. */
      readonly result?: unknown;
    }
  | { readonly type: 'child.started'; readonly name: string; readonly process: string }
  | { readonly type: 'child.ended'; readonly name: string; readonly process: string; readonly result: string }
  | {
      /** A branch waits for something that has failed permanently, or the history is nearly full. */
      readonly type: 'incident.raised';
      readonly kind: 'step' | 'child' | 'limit' | 'history';
      /** Name of the step, child or limit. */
      readonly name: string;
      /** Id of the child. */
      readonly process?: string;
      /** Class and message of the error, without payloads. */
      readonly error: string;
    }
  | { readonly type: 'process.suspended'; readonly by: Actor; readonly command: string }
  | { readonly type: 'process.resumed'; readonly by: Actor; readonly command: string }
  | {
      readonly type: 'process.cancelled';
      readonly by: Actor;
      readonly command: string;
      /** The case should never have been entered (误录): nothing in it counts against anybody. */
      readonly mistaken?: true;
    }
  | { readonly type: 'process.completed'; readonly result: string }
);

/** An event before the run has numbered and dated it. */
export type NewEvent = ProcessEvent extends infer E
  ? E extends ProcessEvent
    ? Omit<E, 'seq' | 'at' | 'actedAt'>
    : never
  : never;

/** When somebody acted, epoch ms: the acceptance of the command behind the event, or else the event's own instant. */
export const actedAt = (event: Pick<ProcessEvent, 'at' | 'actedAt'>): number => event.actedAt ?? event.at;

/** An extension without whatever else the object holds, such as the other fields of its event or of a decision. */
export function extensionOf(by: Extension): Extension {
  if ('until' in by) return { until: by.until };
  return 'calendarDays' in by ? { calendarDays: by.calendarDays } : { workingDays: by.workingDays };
}
