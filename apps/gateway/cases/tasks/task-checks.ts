import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Queryable } from '../../../../infra/database/queryable.js';
import { processes } from '../../../../workflows/registry.js';
import { formOf } from '../definitions/task-forms.js';
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
 * The decision that a process gets for what was written in a form: staff know numbers of letters, processes the ids. Asked
 * before the command is stored.
 */
export type Reading = (db: Queryable, decision: never) => Promise<object>;

/** By `task/outcome`. */
export type Readings = Readonly<Record<string, Reading>>;

/** The checks of every process: whoever is responsible for one registers them when the gateway starts. */
@Injectable()
export class TaskChecks {
  private readonly byProcess = new Map<string, { readonly checks: Checks; readonly readings: Readings }>();

  /** @throws {Error} when the process has checks already, or no version of it has such an outcome: it would never be asked */
  register(processKey: string, checks: Checks, readings: Readings = {}): void {
    if (this.byProcess.has(processKey))
      throw new Error(`the checks of '${processKey}' are registered a second time`);
    const versions = processes.flatMap(({ definition: { key, version } }) =>
      key === processKey ? [version] : [],
    );
    for (const name of Object.keys({ ...checks, ...readings })) {
      const [task = '', outcome = ''] = name.split('/');
      if (!versions.some((version) => formOf(processKey, version, task, outcome)))
        throw new Error(`a check is registered for '${processKey}', which has no outcome '${name}'`);
    }
    this.byProcess.set(processKey, { checks, readings });
  }

  find(processKey: string, task: string, outcome: string): Check | undefined {
    return this.byProcess.get(processKey)?.checks[`${task}/${outcome}`];
  }

  reading(processKey: string, task: string, outcome: string): Reading | undefined {
    return this.byProcess.get(processKey)?.readings[`${task}/${outcome}`];
  }
}
