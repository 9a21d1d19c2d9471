/**
 * A process definition is plain data: what may happen, who does it, which limit applies. It is browser-safe and
 * frozen per version: a running process keeps the version it started under, and
 * test/workflows/engine/published-definitions.test.ts fails when a published one is changed.
 *
 * Names of tasks, outcomes, stages, choices, messages and ends are stored in histories and rows: add, never rename.
 */

/** The part of Standard Schema (https://standardschema.dev) that types need; schemas never enter the bundle. */
export interface StandardSchema<Output> {
  readonly '~standard': { readonly types?: { readonly output: Output } | undefined };
}
export type Output<S> = S extends StandardSchema<infer O> ? O : never;

/**
 * What one outcome carries. `decision` is what the process acts on and travels into the workflow; `content` is free
 * text, names and attachments: it stays in PostgreSQL, and behaviours cannot see it because it is not in their types.
 */
export interface OutcomeForm {
  readonly decision?: StandardSchema<object>;
  readonly content?: StandardSchema<object>;
}
export interface Forms {
  readonly tasks: Readonly<Record<string, Readonly<Record<string, OutcomeForm>>>>;
  readonly messages?: Readonly<Record<string, OutcomeForm>>;
  /** What parent or children tell this process; decisions only. */
  readonly signals?: Readonly<Record<string, OutcomeForm>>;
  /** What it tells its parent. */
  readonly reports?: Readonly<Record<string, OutcomeForm>>;
  readonly children?: Readonly<Record<string, ChildForms>>;
  /** What steps answer: counts and ids, because it stands in the history. A step without an entry answers nothing. */
  readonly steps?: Readonly<Record<string, { readonly result: StandardSchema<object> }>>;
}
/** What a process may tell a child, and what the child ends with. */
export interface ChildForms {
  readonly signals?: Readonly<Record<string, OutcomeForm>>;
  readonly result?: StandardSchema<string>;
}
export type DecisionOf<F> = F extends { readonly decision: infer S } ? Output<S> : Record<never, never>;

/** Who performs a task: a role inside the unit that the behaviour names, or the citizen who started the process. */
export type Performer = { readonly role: string } | 'citizen';
export const role = <const R extends string>(name: R) => ({ role: name }) as const;
export const citizen = 'citizen' as const;

export interface TaskDefinition<Outcome extends string = string> {
  readonly title: string;
  readonly stage: string;
  readonly by: Performer;
  /** Outcome name -> title. The first one leads towards a good end. */
  readonly outcomes: Readonly<Record<Outcome, string>>;
  /** Key of a limit in the policy: the task has a clock of its own, started when it opens and stopped when it closes. */
  readonly limit?: string;
  /** Clocks of the process; the task shows the due instant of the first one that runs when it opens. */
  readonly clocks?: readonly string[];
  /** Key of the limit after which the task times out: it closes with the outcome `expired`. */
  readonly expires?: string;
  /** What timelines say when it has run out, as officials would: `逾期未签,视为签收`. */
  readonly expiredTitle?: string;
  /**
   * Outcomes by which what its `limit` is for stays undone. Any other outcome fulfils it, so that cards of its clock are
   * rectified (已整改); running out and being cancelled never do.
   */
  readonly leavesUndone?: readonly Outcome[];
  /**
   * The steps that follow stay with the unit that the behaviour names: giving this one task to another unit would divide
   * the matter, so it is refused. Left out, a supervisor may give the task, and nothing but it, to another unit.
   */
  readonly staysInUnit?: true;
  /** Whoever completed the latest of these tasks in this process may not complete this one. */
  readonly fourEyes?: readonly string[];
}

/** A message or signal: its form says what it carries. */
export interface Titled {
  readonly title: string;
}
export interface ClockDefinition extends Titled {
  /** Key of a limit in the policy. */
  readonly limit: string;
}
export interface ChildDefinition extends Titled {
  /** Its key. */
  readonly process: string;
  readonly version: number;
}
export interface StepDefinition extends Titled {
  /** Longest time one attempt may take, in hours; its activity then gives a heartbeat every few seconds. @default a minute */
  readonly hours?: number;
  /** Its end stands in the timeline, with what it answers: counts that the form describes. Left out, what follows tells. */
  readonly told?: true;
}

export interface ProcessDefinition<F extends Forms = Forms> {
  /** Lower-case words with hyphens; the workflow type is `<key>.v<version>`. */
  readonly key: string;
  readonly version: number;
  readonly title: string;
  /** Stage name -> title, in the order a reader expects. */
  readonly stages: Readonly<Record<string, string>>;
  readonly tasks: { readonly [T in keyof F['tasks'] & string]: TaskDefinition<keyof F['tasks'][T] & string> };
  /** What may arrive from outside while the process waits. */
  readonly messages?: { readonly [M in keyof NonNullable<F['messages']> & string]: Titled };
  /** What parent or children may tell it: kept until somebody waits for it, because a process cannot be refused. */
  readonly signals?: { readonly [S in keyof NonNullable<F['signals']> & string]: Titled };
  /** Clocks that span several tasks. */
  readonly clocks?: Readonly<Record<string, ClockDefinition>>;
  /** Decisions taken on data: name -> option -> title. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Activities. The activity type is `<key>.<name>`. */
  readonly steps?: Readonly<Record<string, StepDefinition>>;
  /** Processes this one starts. */
  readonly children?: Readonly<Record<string, ChildDefinition>>;
  /** Result -> title. */
  readonly ends: Readonly<Record<string, string>>;
}

/** What a process knows about itself that lists show and filter by. No personal data: it stands in the history. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
