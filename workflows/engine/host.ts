/** What a run needs from the world it runs in: Temporal, a unit test, or the explorer. */
export interface Host {
  /** Epoch milliseconds, the same for everything that happens in one activation. */
  now(): number;
  step(name: string, argument: unknown): Promise<void>;
  child(name: string, process: string, input: unknown): Promise<string>;
  newId(): string;
  /** Resolves when the instant is reached; `cancel` drops it, and `done` then never resolves. */
  timer(at: number): { readonly done: Promise<void>; cancel(): void };
  /** The instant at which a course limit runs out that starts now; null when the policy sets none. */
  courseInstant(request: { limit: string; class?: string; from: number }): Promise<number | null>;
  /** Present in the explorer only: takes a declared decision instead of the behaviour. */
  choose?(name: string, options: readonly string[]): string;
  /** Present in the explorer only: how many items to pretend a fan-out has. */
  items?(items: readonly unknown[]): readonly unknown[];
  /** Present in the explorer only: `to` directly follows each of `from`. */
  follows?(from: readonly Point[], to: string): void;
}

/** A place in the process map: a node, and the way out of it that was taken. */
export interface Point {
  readonly node: string;
  readonly via: string;
  /** Which of several branches that start here; what they lead to happens side by side, not instead. */
  readonly branch?: string;
}
