import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { TaskAssignmentsRepository } from '../../../../domain/cases/tasks/task-assignments.repository.js';
import {
  appendTimeline,
  lockProcesses,
  type NewTimelineEntry,
} from '../../../../domain/cases/timeline/append-timeline.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { AuditLog, type AuditRecord } from '../../platform/audit/audit-log.js';
import type { Actor } from '../../platform/identity/actor.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { principalOf } from './task-performer.js';
import type { LoadedTask } from './task-rows.js';

/** Records for whom a substitute acts. Everything here does nothing for an account that acts in its own name. */
@Injectable()
export class Substitutions {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** Enters in the timeline that the substitute has taken up a task, which stays with the absent account. Idempotent. */
  async takeUp(actor: Actor, task: LoadedTask): Promise<void> {
    const principal = principalOf(actor, task);
    if (principal === null) return;
    await transaction(this.dataSource, async (tx) => {
      await lockProcesses(tx, [task.process_id]);
      if (!(await this.mark(tx, actor, task, principal))) return;
      await appendTimeline(tx, [entryOf(actor, task, { type: 'task.substituted', principal })]);
      await this.audit.append(recordOf(actor, task, 'task.claim'), tx);
    });
  }

  /** Marks a task that is completed for the absent account, in the transaction that stores the command; writes last in it. */
  async complete(tx: EntityManager, actor: Actor, task: LoadedTask, command: string): Promise<void> {
    const principal = principalOf(actor, task);
    if (principal === null) return;
    await this.mark(tx, actor, task, principal);
    const { result: _done, ...record } = recordOf(actor, task, 'task.complete');
    await this.audit.accepted(tx, command, record);
  }

  /** Enters that the substitute has returned a task to the unit, in the transaction of the release; writes last in it. */
  async release(tx: EntityManager, actor: Actor, task: LoadedTask): Promise<void> {
    const principal = principalOf(actor, task);
    if (principal === null) return;
    await appendTimeline(tx, [entryOf(actor, task, { type: 'task.released', principal })]);
    await this.audit.append(recordOf(actor, task, 'task.release'), tx);
  }

  /** Audits that the substitute has assigned a task to somebody else; writes last in the transaction. */
  async delegate(tx: EntityManager, actor: Actor, task: LoadedTask): Promise<void> {
    if (principalOf(actor, task) !== null)
      await this.audit.append(recordOf(actor, task, 'task.delegate'), tx);
  }

  private mark(tx: EntityManager, actor: Actor, task: LoadedTask, assignee: string): Promise<boolean> {
    const { process_id: process, number } = task;
    return new TaskAssignmentsRepository(tx).actFor(process, number, { substitute: actor.id, assignee });
  }
}

const entryOf = (
  actor: Actor,
  { process_id: process, number: task }: LoadedTask,
  { type, principal }: { readonly type: string; readonly principal: string },
): NewTimelineEntry => ({
  ...{ process, task, type, at: businessNow() },
  ...{ account: actor.id, unit: actor.unit, data: { onBehalfOf: principal } },
});

/** The subject names the task and the absent account: `<task id> <user name>`. */
const recordOf = (actor: Actor, task: LoadedTask, action: string): AuditRecord => ({
  account: actor.id,
  action,
  subject: `${task.process_id}.${task.number} ${task.assignee_name ?? ''}`,
  result: 'done',
  processes: [task.process_id],
});
