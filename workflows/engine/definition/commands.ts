import type { Actor } from './events.js';

/** What may be asked of a running process; one Temporal Update (`command`) carries them all. */
export type Command = { readonly by: Actor & { readonly roles: readonly string[] } } & (
  | { readonly kind: 'begin' }
  | { readonly kind: 'complete'; readonly task: number; readonly outcome: string; readonly decision: unknown }
  | { readonly kind: 'message'; readonly name: string; readonly decision: unknown }
  | { readonly kind: 'reassign'; readonly task: number; readonly unit: string }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'resume' }
  | {
      readonly kind: 'cancel';
      /** The case should never have been entered (误录). */
      readonly mistaken?: true;
    }
  /** The calendar changed: task timeouts of open tasks run out at other instants. */
  | {
      readonly kind: 'recalculate';
      /** Number of the task -> epoch ms. */
      readonly expiries: Readonly<Record<number, number>>;
      readonly calendarVersion: number;
      /** True when it was announced that limits may end earlier than they were to; else they never do. */
      readonly earlier: boolean;
    }
);

export interface CommandEnvelope {
  /** Also the Temporal update id, so that sending it again changes nothing. */
  readonly id: string;
  readonly command: Command;
  /**
   * Number of the last event that stood in the read model when the command was accepted. A workflow that has told fewer
   * was reset, or comes from a backup: it must not go on, because what it would tell has been told otherwise already.
   */
  readonly seen?: number;
  /**
   * When the gateway accepted it, epoch ms: whether somebody acted in time is judged by this instant, however much later
   * the command is applied. Absent in older histories: then it is the instant of its events.
   */
  readonly acceptedAt?: number;
  /**
   * Instants at which the definition's task timeouts run out when they start with this command (limit key -> epoch
   * ms, `limit/class` where the limit depends on a class). The gateway knows calendar and policy; carrying them saves
   * the workflow an activity. A recorded input, so replay sees the same.
   */
  readonly timeouts?: Readonly<Record<string, number>>;
  /**
   * The instant that `timeouts` was counted from, epoch ms. Temporal keeps the arguments it saw first, so after an outage
   * they may be those of another day: the workflow then calls the activity.
   */
  readonly timeoutsAsOf?: number;
}

/** The answer to a command: every event since the last batch, in order. The caller writes them to the read model. */
export interface CommandResult {
  readonly events: readonly import('./events.js').ProcessEvent[];
}

export interface StartArguments {
  /** Id of the process: a UUID. The workflow id is `<key>/<id>`. */
  readonly process: string;
  readonly input: unknown;
  readonly parent?: string;
}

export const COMMAND_UPDATE = 'command';

/** What every worker calls its build: never changed, because a process says in its type which version it follows. */
export const WORKER_BUILD_ID = 'duban';

export const workflowType = (definition: { key: string; version: number }): string =>
  `${definition.key}.v${definition.version}`;
export const workflowId = (key: string, process: string): string => `${key}/${process}`;
