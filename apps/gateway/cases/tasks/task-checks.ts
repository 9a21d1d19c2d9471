import type { EntityManager } from 'typeorm';
import type { Database, Executor } from '../../../../infra/database/query.js';
import type { LoadedTask } from './task-rows.js';

/** The account that completes a task, and the content of its form. */
export interface Completion {
  readonly account: string;
  /** Free text and names, in the shape of the outcome's form. */
  readonly content: unknown;
}

export interface PreconditionOptions {
  readonly account: string;
  /** Locks the rows it reads until the transaction ends; false when the outcome is only announced. */
  readonly lock: boolean;
}

/**
 * What must hold before anybody writes a decision. It depends on the case and the account only, so a task announces it with each outcome;
 * completion judges it again, in the transaction that stores the command and before the check.
 */
export type Precondition = (db: Database, task: LoadedTask, options: PreconditionOptions) => Promise<void>;

/** By `task/outcome`. */
export type Preconditions = Readonly<Record<string, Precondition>>;

/** Checks a decision against the database, in the transaction that stores the command. */
export type Check = (
  tx: EntityManager,
  task: LoadedTask,
  decision: never,
  completion: Completion,
) => Promise<void>;

/** By `task/outcome`. */
export type Checks = Readonly<Record<string, Check>>;

/** Converts the decision of a form to the decision of the process (case numbers to ids), before the command is stored. */
export type Reading = (db: Executor, decision: never) => Promise<object>;

/** By `task/outcome`. */
export type Readings = Readonly<Record<string, Reading>>;
