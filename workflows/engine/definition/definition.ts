/**
 * A process definition is plain data: what may happen, who does it, which limit applies. It also runs in a browser. A
 * running process keeps the version it was started in, so a published version never changes
 * (test/workflows/engine/published-definitions.test.ts).
 *
 * Names of tasks, outcomes, stages, choices, messages and ends are stored in histories and rows: add, never rename.
 */

/** The part of Standard Schema (https://standardschema.dev) that types need. Schemas stay out of the workflow bundle. */
export interface StandardSchema<Output> {
  readonly '~standard': { readonly types?: { readonly output: Output } | undefined };
}
export type Output<S> = S extends StandardSchema<infer O> ? O : never;

/**
 * What one outcome carries. The process acts on `decision`, which is sent to the workflow. `content` is free text, names
 * and attachments; it stays in PostgreSQL, and behaviours cannot see it because their types do not have it.
 */
export interface OutcomeForm {
  readonly decision?: StandardSchema<object>;
  readonly content?: StandardSchema<object>;
}
export interface Forms {
  readonly tasks: Readonly<Record<string, Readonly<Record<string, OutcomeForm>>>>;
  readonly messages?: Readonly<Record<string, OutcomeForm>>;
  /** What the parent or children send this process; decisions only. */
  readonly signals?: Readonly<Record<string, OutcomeForm>>;
  /** What it sends its parent. */
  readonly reports?: Readonly<Record<string, OutcomeForm>>;
  readonly children?: Readonly<Record<string, ChildForms>>;
  /** Results of steps: counts and ids only, because histories hold them. A step without an entry has no result. */
  readonly steps?: Readonly<Record<string, { readonly result: StandardSchema<object> }>>;
}
/** What a process may send a child, and what the child ends with. */
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
  /** Outcome name -> title. The first one leads towards the regular end. */
  readonly outcomes: Readonly<Record<Outcome, string>>;
  /** Key of a limit in the policy: the task has a clock of its own, which starts when it opens and stops when it closes. */
  readonly limit?: string;
  /** Clocks of the process: the task shows the due instant of the first one that runs when it opens. */
  readonly clocks?: readonly string[];
  /** Key of a limit in the policy: when it ends, the task times out and closes with the outcome `expired`. */
  readonly expires?: string;
  /** What timelines say when the task has timed out, as officials would: `逾期未签,视为签收`. */
  readonly expiredTitle?: string;
  /**
   * Outcomes that leave undone what its `limit` is for. Any other outcome fulfils it, so that the cards of its clock are
   * rectified (已整改); a timeout or a cancellation never does.
   */
  readonly leavesUndone?: readonly Outcome[];
  /**
   * Why an outcome may be ruled out by `without`, as a sentence for the performer: `本件已申请过延期,只能延期一次`. An outcome
   * that no behaviour rules out has no entry.
   */
  readonly ruledOut?: { readonly [O in Outcome]?: string };
  /**
   * Rejects reassigning this task to another unit, because the steps that follow stay with the unit that the behaviour
   * names. Left out, a supervisor may reassign the task, and only the task.
   */
  readonly staysInUnit?: true;
  /** Tasks whose latest performer in this process may not complete this one. */
  readonly fourEyes?: readonly string[];
}

/** A message or signal. Its form says what it carries. */
export interface Titled {
  readonly title: string;
}
export interface ClockDefinition extends Titled {
  /** Key of a limit in the policy. */
  readonly limit: string;
  /** Reasons for which the behaviour may pause it -> title, as timelines say it: `答复审核`. */
  readonly pauses?: Readonly<Record<string, string>>;
}
export interface ChildDefinition extends Titled {
  /** Its key. */
  readonly process: string;
  readonly version: number;
}
export interface StepDefinition extends Titled {
  /** Longest time of one attempt, in hours; its activity then sends a heartbeat every few seconds. @default one minute */
  readonly hours?: number;
  /** Timelines show its end, and its result as the form describes it. Left out, they do not show the step. */
  readonly inTimeline?: true;
}

export interface ProcessDefinition<F extends Forms = Forms> {
  /** Lower-case words with hyphens; the workflow type is `<key>.v<version>`. */
  readonly key: string;
  readonly version: number;
  readonly title: string;
  /** Stage name -> title, in the order a reader expects. */
  readonly stages: Readonly<Record<string, string>>;
  readonly tasks: { readonly [T in keyof F['tasks'] & string]: TaskDefinition<keyof F['tasks'][T] & string> };
  /** What people may send while the process waits for it or listens to it. */
  readonly messages?: { readonly [M in keyof NonNullable<F['messages']> & string]: Titled };
  /** What parent or children may send it. Kept until a branch waits for it: unlike a message, a signal is never rejected. */
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

/** What a process publishes for lists to show and filter by. No personal data: histories hold it. */
export type Facts = Readonly<
  Record<string, string | number | boolean | null | readonly string[] | Readonly<Record<string, string>>>
>;
