import type {
  ChildDefinition,
  ChildForms,
  ClockDefinition,
  DecisionOf,
  Facts,
  Forms,
  Output,
  ProcessDefinition,
  StandardSchema,
  StepDefinition,
  TaskDefinition,
  Titled,
} from './definition.js';
import type { Actor, Extension } from './events.js';

type Completed<F extends Forms, T extends keyof F['tasks']> = {
  [O in keyof F['tasks'][T] & string]: {
    readonly outcome: O;
    readonly decision: DecisionOf<F['tasks'][T][O]>;
    readonly by: Actor;
    /** When it was completed, epoch ms. */
    readonly at: number;
    /** Number of the task: its content is stored under it. */
    readonly task: number;
  };
}[keyof F['tasks'][T] & string];

type Expired<D> = D extends { readonly expires: string }
  ? { readonly outcome: 'expired'; readonly at: number; readonly task: number }
  : never;

/** A task's result: a member for each declared outcome, and `expired` only where the task has `expires`. */
export type TaskResult<F extends Forms, D extends ProcessDefinition<F>, T extends keyof F['tasks'] & string> =
  Completed<F, T> | Expired<D['tasks'][T]>;

export interface TaskOptions<Outcome extends string> {
  /** Code of the unit whose members may claim it if they hold the task's role; empty for a citizen's task. */
  readonly to: string;
  /** Tells tasks of one name in parallel branches apart. */
  readonly key?: string;
  /** Declared outcomes that are not allowed this time. */
  readonly without?: readonly Outcome[];
  /** Class of the case, for limits that depend on it. */
  readonly class?: string;
  /** The day (YYYY-MM-DD, Asia/Shanghai) on which those of its limits end that the policy declares `dated`. */
  readonly due?: string;
}

/** @param Reason why it may be paused: the keys of `pauses` in its definition */
export interface Clock<Reason extends string = string> {
  /**
   * Starts it; a clock of this name that still runs is stopped first. `due` as for a task. `cap` names a running clock
   * whose remaining time this one does not exceed.
   */
  start(options: {
    readonly unit: string;
    readonly class?: string;
    readonly due?: string;
    readonly cap?: string;
  }): void;
  pause(reason: Reason): void;
  resume(): void;
  /**
   * More time: so many working days or calendar days after its due day, or until the end of a day (YYYY-MM-DD,
   * Asia/Shanghai). Never shortens. The policy is applied before, by the check of the decision (`extensionCheck`).
   */
  extend(by: Extension): void;
  /** Makes another unit responsible for it; the due instant stays. */
  move(unit: string): void;
  /** Applies the limit of another class, counted from its start. It never becomes due earlier than before. */
  reclass(limitClass: string): void;
  /** Stops it because what it was for has been done; the cards that it raised are rectified (已整改). */
  fulfil(): void;
  /** Stops it although what it was for has not been done; its cards stay as they are. */
  stop(): void;
}

type PauseReason<C> = C extends { readonly pauses: infer Titles } ? keyof Titles & string : never;

type StepResult<F extends Forms, S> = S extends keyof NonNullable<F['steps']>
  ? Output<NonNullable<F['steps']>[S]['result']>
  : void;
type ChildOf<F extends Forms, C> = C extends keyof NonNullable<F['children']>
  ? NonNullable<F['children']>[C]
  : Record<never, never>;
type ChildResult<C> = C extends { readonly result: StandardSchema<infer R> } ? R : string;
type ChildSignals<C> = C extends { readonly signals: infer S extends NonNullable<ChildForms['signals']> }
  ? S
  : Record<never, never>;

type Branches<C> = Readonly<Record<string, (p: C) => Promise<unknown>>>;
type Won<B extends Branches<never>> = {
  [K in keyof B & string]: { readonly won: K; readonly value: Awaited<ReturnType<B[K]>> };
}[keyof B & string];

/** What a behaviour may do; nothing else in it may wait or decide. docs/engine.md has an example of each method. */
export interface Context<F extends Forms, D extends ProcessDefinition<F>, X extends Facts> {
  /** Opens a human task and waits for its outcome. */
  readonly task: {
    readonly [T in keyof F['tasks'] & string]: (
      options: TaskOptions<keyof F['tasks'][T] & string>,
    ) => Promise<TaskResult<F, D, T>>;
  };
  /** Waits for a message. A message that nobody waits for or listens to is rejected, never kept. */
  readonly message: {
    readonly [M in keyof NonNullable<F['messages']> & string]: () => Promise<{
      readonly decision: DecisionOf<NonNullable<F['messages']>[M]>;
      readonly by: Actor;
    }>;
  };
  /** Calls the handler with every message of that name until this branch ends. Waiting branches receive it too. */
  readonly listen: {
    readonly [M in keyof NonNullable<F['messages']> & string]: (
      handler: (decision: DecisionOf<NonNullable<F['messages']>[M]>, by: Actor) => void,
    ) => void;
  };
  /**
   * A decision on data, declared so that the process map shows it. Returns its argument, or what the argument returns: a
   * function may read data, and the explorer does not call it.
   */
  readonly choice: {
    readonly [C in keyof NonNullable<D['choices']> & string]: <
      V extends keyof NonNullable<D['choices']>[C] & string,
    >(
      value: V | (() => V),
    ) => V;
  };
  /** Waits for a signal of the parent or a child; with `from`, of the child with that key. One sent before is kept. */
  readonly signal: {
    readonly [S in keyof NonNullable<F['signals']> & string]: (options?: {
      readonly from?: string;
    }) => Promise<DecisionOf<NonNullable<F['signals']>[S]>>;
  };
  /** Runs an activity, retried until it succeeds. */
  readonly step: {
    readonly [S in keyof NonNullable<D['steps']> & string]: (argument?: unknown) => Promise<StepResult<F, S>>;
  };
  /**
   * Starts another process and waits for its result. The child is cancelled with the branch that started it, and is
   * suspended with this process. `key` names the child for `notify` and for `signal`'s `from`.
   */
  readonly child: {
    readonly [C in keyof NonNullable<D['children']> & string]: (
      input: unknown,
      options?: { readonly key: string },
    ) => Promise<ChildResult<ChildOf<F, C>>>;
  };
  /** Sends a signal to the running child of that key; dropped if it has not been started yet or has ended. */
  readonly notify: {
    readonly [C in keyof NonNullable<D['children']> & string]: <
      S extends keyof ChildSignals<ChildOf<F, C>> & string,
    >(
      key: string,
      signal: S,
      decision: DecisionOf<ChildSignals<ChildOf<F, C>>[S]>,
    ) => void;
  };
  /** Sends a signal to the process that started this one, if there is one. */
  report<R extends keyof NonNullable<F['reports']> & string>(
    signal: R,
    decision: DecisionOf<NonNullable<F['reports']>[R]>,
  ): void;
  readonly clock: {
    readonly [C in keyof NonNullable<D['clocks']> & string]: Clock<PauseReason<NonNullable<D['clocks']>[C]>>;
  };
  /** Publishes what lists show and filter by. Merged into what was published before. */
  facts(facts: Partial<X>): void;
  /** Enters a stage that has no task of its own. */
  stage(name: keyof D['stages'] & string): void;
  /** Runs branches side by side. The first to end wins; whatever is open in the others is cancelled. */
  race<const B extends Branches<Context<F, D, X>>>(branches: B): Promise<Won<B>>;
  /** Runs branches side by side and waits for all of them. */
  all<const B extends Branches<Context<F, D, X>>>(
    branches: B,
  ): Promise<{ readonly [K in keyof B]: Awaited<ReturnType<B[K]>> }>;
  /** Runs `main` to its end with `background` beside it. What is then still open in the background is cancelled. */
  alongside<R>(
    main: (p: Context<F, D, X>) => Promise<R>,
    background: (p: Context<F, D, X>) => Promise<unknown>,
  ): Promise<R>;
  /** Runs the body once for every item, side by side, and returns the results in the items' order. Give tasks a `key`. */
  each<T, R>(items: readonly T[], body: (p: Context<F, D, X>, item: T) => Promise<R>): Promise<R[]>;
}

/** What can be started: a definition, and the type of the input that its behaviour takes. */
export interface Startable<I> {
  readonly definition: ProcessDefinition;
  /** For the type only: never set. */
  readonly '~input'?: I;
}

/** Behaviour over a definition: what runs inside Temporal, in unit tests and in the explorer alike. */
export interface Process<I = unknown> extends Startable<I> {
  readonly behaviour: (p: never, input: never) => Promise<string>;
}

type Behaviour<F extends Forms, D extends ProcessDefinition<F>, X extends Facts, I> = (
  p: Context<F, D, X>,
  input: I,
) => Promise<keyof D['ends'] & string>;

export interface Defined<
  F extends Forms,
  D extends ProcessDefinition<F>,
  X extends Facts,
  I,
> extends Startable<I> {
  readonly definition: D;
  /** The behaviour takes the input that the definition names; where it names none, any. */
  readonly implement: [I] extends [never]
    ? <J>(behaviour: Behaviour<F, D, X, J>) => Process<J>
    : (behaviour: Behaviour<F, D, X, I>) => Process<I>;
}

/** Rejects keys of `V` that `Shape` does not have: a misspelt optional field would otherwise be ignored. */
type Exact<Shape, V> = { readonly [K in keyof V]: K extends keyof Shape ? unknown : never };
type ExactEntries<Shape, V> = { readonly [K in keyof V]: Exact<Shape, V[K]> };
/** The same for names that the forms give. */
type Known<Names, Shape, V> = { readonly [K in keyof V]: K extends keyof Names ? Exact<Shape, V[K]> : never };

/** What the compiler prints beside a name that the definition does not declare. */
interface NotAmong<Declared> {
  readonly 'is not among': Declared;
}

/** A block that the forms have entries for must have each of them; else it may be left out. */
type Required<F extends Forms, Block extends 'messages' | 'signals' | 'steps' | 'children'> = [
  keyof NonNullable<F[Block]>,
] extends [never]
  ? unknown
  : { readonly [B in Block]: { readonly [Name in keyof NonNullable<F[Block]>]: unknown } };

/** Names used in a definition must be declared in it, and it may not hold a field that nothing reads. */
type Checked<F extends Forms, D extends ProcessDefinition<F>> = Exact<ProcessDefinition, D> &
  Required<F, 'messages'> &
  Required<F, 'signals'> &
  Required<F, 'steps'> &
  Required<F, 'children'> & {
    readonly tasks: {
      readonly [T in keyof D['tasks']]: T extends keyof F['tasks']
        ? Exact<TaskDefinition, D['tasks'][T]> & {
            readonly stage: D['tasks'][T]['stage'] extends keyof D['stages']
              ? unknown
              : NotAmong<keyof D['stages']>;
            readonly clocks?: readonly (keyof NonNullable<D['clocks']>)[];
            readonly fourEyes?: readonly (keyof F['tasks'])[];
            readonly outcomes: {
              readonly [O in keyof D['tasks'][T]['outcomes']]: O extends keyof F['tasks'][T] ? string : never;
            };
            readonly ruledOut?: { readonly [O in keyof F['tasks'][T]]?: string };
          }
        : never;
    };
    readonly messages?: Known<NonNullable<F['messages']>, Titled, D['messages']>;
    readonly signals?: Known<NonNullable<F['signals']>, Titled, D['signals']>;
    readonly clocks?: ExactEntries<ClockDefinition, D['clocks']>;
    readonly steps?: ExactEntries<StepDefinition, D['steps']>;
    readonly children?: ExactEntries<ChildDefinition, D['children']>;
  };

/**
 * Declares a process. The type of the forms says which tasks, outcomes, messages and signals there are. The definition
 * does not compile unless each of them has a title, and each task a stage and a performer; nor with an unknown key.
 *
 * @typeParam I what the process is started with: `commands.start` takes nothing else
 */
export const defineProcess =
  <F extends Forms, X extends Facts = Facts, I = never>() =>
  <const D extends ProcessDefinition<F>>(definition: D & Checked<F, D>): Defined<F, D, X, I> => {
    const implement = <J>(behaviour: Behaviour<F, D, X, J>): Process<J> => ({ definition, behaviour });
    return { definition, implement: implement as Defined<F, D, X, I>['implement'] };
  };
