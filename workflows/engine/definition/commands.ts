import type { Facts } from './definition.js';
import type { Actor, ProcessEvent } from './events.js';

/** A request to a running process. One Temporal Update (`command`) carries every kind. */
export type Command = { readonly by: Actor & { readonly roles: readonly string[] } } & (
  | { readonly kind: 'begin' }
  | { readonly kind: 'complete'; readonly task: number; readonly outcome: string; readonly decision: unknown }
  | { readonly kind: 'message'; readonly name: string; readonly decision: unknown }
  | { readonly kind: 'reassign'; readonly task: number; readonly unit: string }
  /** `from` has ended: `unit` continues its part of the process, now and later. */
  | { readonly kind: 'succeed'; readonly from: string; readonly unit: string }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'resume' }
  | {
      readonly kind: 'cancel';
      /** The case should never have been entered (误录). */
      readonly mistaken?: true;
    }
  /** The calendar changed: open tasks time out at other instants. */
  | {
      readonly kind: 'recalculate';
      /** Number of the task -> epoch ms. */
      readonly expiries: Readonly<Record<number, number>>;
      readonly calendarVersion: number;
      /** Whether limits may end earlier than before, because that was announced; else they never do. */
      readonly earlier: boolean;
    }
  /** The days of the case were corrected: what is dated ends on another day, in its children as well. */
  | {
      readonly kind: 'redate';
      /** Name of a task or clock -> the day (YYYY-MM-DD, Asia/Shanghai) that takes the place of its `due`. */
      readonly days: Readonly<Record<string, string>>;
      /** Published as by `p.facts`, by this process alone. */
      readonly facts: Facts;
    }
);

export interface CommandEnvelope {
  /** Also the id of the Temporal update, so that sending it again changes nothing. */
  readonly id: string;
  readonly command: Command;
  /**
   * Number of the last event in the read model when the command was accepted. A workflow that has emitted fewer was
   * reset or restored from a backup. It must not continue, because its next numbers belong to other events.
   */
  readonly seen?: number;
  /**
   * When the gateway accepted it, epoch ms. Whether somebody acted in time is judged by this instant, however much later
   * the command is applied. Absent: the instant of its events counts.
   */
  readonly acceptedAt?: number;
  /**
   * When tasks that open with this command time out (limit key -> epoch ms, `limit/class` where the limit depends on a
   * class). The gateway knows calendar and policy; sending the instants along saves the workflow an activity. They are a
   * recorded input, so replay sees the same.
   */
  readonly timeouts?: Readonly<Record<string, number>>;
  /**
   * The instant that `timeouts` was computed for, epoch ms. Temporal keeps the arguments it saw first, so after an outage
   * they may be those of another day: the workflow then requests the instants anew.
   */
  readonly timeoutsAsOf?: number;
}

/** The answer to a command: every event since the last batch, in order. The caller projects them to the read model. */
export interface CommandResult {
  readonly events: readonly ProcessEvent[];
}

export interface StartArguments {
  /** Id of the process: a UUID. The workflow id is `<key>/<id>`. */
  readonly process: string;
  readonly input: unknown;
  readonly parent?: string;
}

/** Name of the Temporal update that carries a command. */
export const COMMAND_UPDATE = 'command';
/** Name of the Temporal signal that carries a `ProcessMessage`. */
export const MESSAGE_SIGNAL = 'told';

/** The build id of every worker. Never changed: the workflow type says which version of a process it runs. */
export const WORKER_BUILD_ID = 'duban';

export const workflowType = (definition: { key: string; version: number }): string =>
  `${definition.key}.v${definition.version}`;
export const workflowId = (key: string, process: string): string => `${key}/${process}`;
