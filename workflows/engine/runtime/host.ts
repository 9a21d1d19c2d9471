import type { Actor } from '../definition/events.js';

/** What a run needs from the world it runs in: Temporal, a unit test, or the explorer. */
export interface Host {
  /** Epoch milliseconds, the same for everything that happens in one activation. */
  now(): number;
  step(name: string, argument: unknown): Promise<unknown>;
  child(name: string, process: string, input: unknown): Promise<string>;
  /** Sends to a child that was started, or to the parent (null). Dropped if the receiver has ended or does not exist. */
  send(process: string | null, message: ProcessMessage): void;
  newId(): string;
  /** Writes to the operator's log that the process is blocked. */
  noteIncident?(what: string): void;
  /** Class and message of a permanent failure outside of the process; null for a defect of the behaviour. */
  describeFailure(error: unknown): string | null;
  /** Resolves when the instant (epoch ms) is reached; after `cancel`, `done` never resolves. */
  timer(at: number): { readonly done: Promise<void>; cancel(): void };
  /** Epoch ms at which a task times out; null when the policy sets no such limit. */
  timeoutInstant(request: TaskTimeout): Promise<number | null>;
  /** Present in the explorer only: takes a declared decision instead of the behaviour. */
  choose?(name: string, options: readonly string[]): string;
  /** Present in the explorer only: the items to run a fan-out with. */
  items?(items: readonly unknown[], from: readonly Point[]): readonly unknown[];
  /** Present in the explorer only: `to` directly follows each of `from`. */
  follows?(from: readonly Point[], to: string): void;
}

/** What one process sends another, and the gateway sends any: a Temporal signal. `from` is the child that reports. */
export type ProcessMessage =
  | { readonly kind: 'signal'; readonly name: string; readonly decision: unknown; readonly from?: string }
  | {
      readonly kind: 'suspend' | 'resume';
      /** When the command behind it was accepted, epoch ms; absent when no command is. */
      readonly at?: number;
    }
  /** From another process, or on a person's command: a signal is delivered before any command that is stuck. */
  | {
      readonly kind: 'cancel';
      readonly by?: Actor;
      readonly command?: string;
      readonly at?: number;
      /** The case should never have been entered (误录). */
      readonly mistaken?: true;
    }
  /** The days of the whole case were corrected by a command to its parent. */
  | {
      readonly kind: 'redate';
      readonly days: Readonly<Record<string, string>>;
      readonly by: Actor;
      readonly command: string;
      readonly at?: number;
    }
  /** The command of this id has been withdrawn: should it still arrive, it is rejected. */
  | { readonly kind: 'withdraw'; readonly command: string };

/** A request for the instant at which a task times out: when it opens, or after its process was suspended. Epoch ms. */
export interface TaskTimeout {
  readonly limit: string;
  readonly class?: string;
  /** The day (YYYY-MM-DD, Asia/Shanghai) on which it ends, where the policy leaves that to the case. */
  readonly due?: string;
  readonly from: number;
  /** When it ends, as far as that is known: pauses are counted from here. Absent: it is counted from its start. */
  readonly endsAt?: number;
  /** Suspensions of the process that are over, in order. Each leaves the remaining time as it was. */
  readonly pauses?: readonly Pause[];
}

/** A time in which a process was suspended, epoch ms. */
export interface Pause {
  readonly pausedAt: number;
  readonly resumedAt: number;
}

/** A place on the process map: a node, and the way out of it that was taken. */
export interface Point {
  readonly node: string;
  readonly via: string;
  /** Which of several branches that start here; what they lead to happens side by side, not instead. */
  readonly branch?: string;
}
