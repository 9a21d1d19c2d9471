import type { EntityManager } from 'typeorm';
import type { Queryable } from '../../../../infra/database/queryable.js';
import type { LoadedTask } from './task-rows.js';

/** Who completes a task, and what was written with the decision. */
export interface Completion {
  readonly account: string;
  /** Free text and names, as the form of the outcome has them. */
  readonly content: unknown;
}

/**
 * What a decision must satisfy that only the database knows; asked in the transaction that stores the command, before
 * the process hears of it.
 */
export type Check = (
  tx: EntityManager,
  task: LoadedTask,
  decision: never,
  completion: Completion,
) => Promise<void>;

/** By `task/outcome`. */
export type Checks = Readonly<Record<string, Check>>;

/**
 * The decision that a process gets for what was written in a form: staff know the numbers of cases, processes the ids. Asked
 * before the command is stored.
 */
export type Reading = (db: Queryable, decision: never) => Promise<object>;

/** By `task/outcome`. */
export type Readings = Readonly<Record<string, Reading>>;
