import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { TasksRepository } from '../../../../domain/cases/tasks/tasks.repository.js';
import { checkCompletion } from '../../../../workflows/engine/runtime/check-completion.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { byActor, type Actor } from '../../platform/identity/actor.js';
import { judged } from '../../platform/problems/refusal.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { definitionOf, outcomesOf } from '../definitions/task-forms.js';
import { Businesses } from '../registration/businesses.js';
import { assertMayAct, assertMayComplete, assertMayReassign, assertMayRelease } from './task-performer.js';
import type { LoadedTask } from './task-rows.js';
import type { TaskActsView, TaskOutcome } from './task-view.js';

/** What an account may do with a task now, and why not. Each act is judged by the assertions of its route. */
@Injectable()
export class TaskActs {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly tasks: TasksRepository,
    private readonly businesses: Businesses,
  ) {}

  /** Every outcome that the definition has, those that cannot be chosen with the refusal; none of a closed task. */
  async outcomes(actor: Actor, task: LoadedTask): Promise<TaskOutcome[]> {
    if (task.state !== 'open') return [];
    const views = outcomesOf(task.process_key, task.version, task.name);
    return Promise.all(
      views.map(async (view) => ({
        ...view,
        ...(await judged(() => this.assertOutcome(actor, task, view.name))),
      })),
    );
  }

  async acts(actor: Actor, task: LoadedTask): Promise<TaskActsView> {
    const [claim, release, delegate, reassign] = await Promise.all([
      judged(() => assertMayAct(actor, task)),
      judged(() => assertMayRelease(actor, task)),
      judged(() => assertMayAct(actor, task)),
      judged(() => assertMayReassign(actor, task)),
    ]);
    return { claim, release, delegate, reassign };
  }

  /**
   * Whether the account may choose an outcome, given a valid form. In the order of a completion: the gateway's rules, those
   * of the business, those of the process.
   *
   * @throws {DubanError} as a completion
   */
  async assertOutcome(actor: Actor, task: LoadedTask, outcome: string): Promise<void> {
    assertMayComplete(actor, task, outcome);
    const precondition = this.businesses.precondition(task.process_key, task.name, outcome);
    await precondition?.(this.dataSource, task, { account: actor.id, lock: false });
    if (task.process.state === 'suspended') throw new DubanError('PROCESS_SUSPENDED');
    checkCompletion(
      definitionOf(task.process_key, task.version)!,
      { name: task.name, unit: task.unit, without: task.without ?? [] },
      { kind: 'complete', task: task.number, outcome, decision: undefined, by: byActor(actor) },
      await this.performers(task),
    );
  }

  private async performers(task: LoadedTask): Promise<ReadonlyMap<string, string>> {
    const { fourEyes = [] } = definitionOf(task.process_key, task.version)?.tasks[task.name] ?? {};
    return fourEyes.length === 0 ? new Map() : this.tasks.performers(task.process_id, fourEyes);
  }
}
