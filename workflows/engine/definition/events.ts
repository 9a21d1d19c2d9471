/**
 * What a process tells the world: an ordered log, numbered from 1 without gaps. The read model is a function of it.
 * Stored in Temporal histories: add fields and types freely, never rename. `at` is epoch milliseconds (UTC), the instant at
 * which the workflow emitted the event.
 */
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
  readonly seq: number;
  readonly at: number;
  /** Epoch ms, before `at`: when the command that this event answers was accepted. Due or late is judged by it. */
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
      /** Outcomes that are declared but not open this time. */
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
      /** The unit has done what it was for. Absent: it ended without that, because time ran out or the case did. */
      readonly fulfilled?: true;
    }
  | {
      /** A task times out at another instant, because the calendar changed or the process was suspended. Epoch ms. */
      readonly type: 'limit.moved';
      readonly task: number;
      readonly from?: number;
      readonly to: number;
      /** Set when the calendar changed. */
      readonly calendarVersion?: number;
    }
  | { readonly type: 'facts'; readonly facts: Readonly<Record<string, unknown>> }
  | { readonly type: 'message.received'; readonly name: string; readonly by: Actor; readonly command: string }
  | {
      /** Told by the parent, or by the child whose process it names. */
      readonly type: 'signal.received';
      readonly name: string;
      readonly process?: string;
    }
  | {
      readonly type: 'step.completed';
      readonly name: string;
      /** What it answered, where the definition says that it is told. */
      readonly result?: unknown;
    }
  | { readonly type: 'child.started'; readonly name: string; readonly process: string }
  | { readonly type: 'child.ended'; readonly name: string; readonly process: string; readonly result: string }
  | {
      /** A branch waits for what has failed for good, or the history is nearly full. */
      readonly type: 'incident.raised';
      readonly kind: 'step' | 'child' | 'limit' | 'history';
      /** Of the step, the child or the limit. */
      readonly name: string;
      /** Of the child. */
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

/** When what an event tells was done, epoch ms: the acceptance of the command that it answers, if there is one. */
export const actedAt = (event: Pick<ProcessEvent, 'at' | 'actedAt'>): number => event.actedAt ?? event.at;

/** An extension without whatever else the object holds, such as the other fields of its event or of a decision. */
export function extensionOf(by: Extension): Extension {
  if ('until' in by) return { until: by.until };
  return 'calendarDays' in by ? { calendarDays: by.calendarDays } : { workingDays: by.workingDays };
}
