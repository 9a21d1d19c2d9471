import type { Actor } from '../definition/events.js';

/** What a run needs from the world it runs in: Temporal, a unit test, or the explorer. */
export interface Host {
  /** Epoch milliseconds, the same for everything that happens in one activation. */
  now(): number;
  step(name: string, argument: unknown): Promise<unknown>;
  child(name: string, process: string, input: unknown): Promise<string>;
  /** Sends to a child that was started, or to the parent (null). Lost when the process has ended, or there is none. */
  tell(process: string | null, told: Told): void;
  newId(): string;
  /** For the operator's log: the process does not go on by itself. */
  noteIncident?(what: string): void;
  /** Class and message of what has failed for good outside of the process; null for a defect of the behaviour. */
  describeFailure(error: unknown): string | null;
  /** Resolves when the instant is reached; `cancel` drops it, and `done` then never resolves. */
  timer(at: number): { readonly done: Promise<void>; cancel(): void };
  /** The instant at which a task timeout runs out; null when the policy sets none. */
  timeoutInstant(request: TaskTimeout): Promise<number | null>;
  /** Present in the explorer only: takes a declared decision instead of the behaviour. */
  choose?(name: string, options: readonly string[]): string;
  /** Present in the explorer only: how many items to pretend a fan-out has. */
  items?(items: readonly unknown[], from: readonly Point[]): readonly unknown[];
  /** Present in the explorer only: `to` directly follows each of `from`. */
  follows?(from: readonly Point[], to: string): void;
}

/** What one process tells another. `from` is the child that tells its parent. */
export type Told =
  | { readonly kind: 'signal'; readonly name: string; readonly decision: unknown; readonly from?: string }
  | {
      readonly kind: 'suspend' | 'resume';
      /** When the command behind it was accepted, epoch ms; absent when no command is. */
      readonly at?: number;
    }
  /** From another process, or on the command of a person: a signal comes in before any command that is stuck. */
  | {
      readonly kind: 'cancel';
      readonly by?: Actor;
      readonly command?: string;
      readonly at?: number;
      /** The case should never have been entered (误录). */
      readonly mistaken?: true;
    }
  /** The command of this id has been withdrawn: should it still come, it is refused. */
  | { readonly kind: 'withdraw'; readonly command: string };

/** A task's timeout: as it starts, or after its process was suspended. Instants are epoch ms. */
export interface TaskTimeout {
  readonly limit: string;
  readonly class?: string;
  /** The day on which it ends, where the policy leaves that to the case. */
  readonly due?: string;
  readonly from: number;
  /** When it runs out, as far as that is known: the pauses are counted from here. Unset: it is counted from its start. */
  readonly endsAt?: number;
  /** Suspensions of the process that are over, in order. What was left of the limit is left after each of them. */
  readonly pauses?: readonly Pause[];
}

/** A time in which a process was suspended, epoch ms. */
export interface Pause {
  readonly pausedAt: number;
  readonly resumedAt: number;
}

/** A place in the process map: a node, and the way out of it that was taken. */
export interface Point {
  readonly node: string;
  readonly via: string;
  /** Which of several branches that start here; what they lead to happens side by side, not instead. */
  readonly branch?: string;
}
