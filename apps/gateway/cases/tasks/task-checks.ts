import type { EntityManager } from 'typeorm';
import type { Executor } from '../../../../infra/database/query.js';
import type { LoadedTask } from './task-rows.js';

/** The account that completes a task, and the content of its form. */
export interface Completion {
  readonly account: string;
  /** Free text and names, in the shape of the outcome's form. */
  readonly content: unknown;
}

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
