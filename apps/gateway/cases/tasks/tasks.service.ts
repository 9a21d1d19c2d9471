import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { ContentsRepository } from '../../../../domain/cases/processes/contents.repository.js';
import { NotificationsRepository } from '../../../../domain/cases/notifications/notifications.repository.js';
import { TaskDraftsRepository } from '../../../../domain/cases/tasks/task-drafts.repository.js';
import { TaskAssignmentsRepository } from '../../../../domain/cases/tasks/task-assignments.repository.js';
import { poolOf } from '../../../../infra/database/data-source.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import type { Outcome } from '../../../../domain/cases/commands/process-commands.js';
import { appendTimeline, lockProcesses } from '../../../../domain/cases/timeline/append-timeline.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AttachmentStore } from '../attachments/attachment-store.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { AccountsService } from '../../platform/auth/accounts.service.js';
import { byActor, type Actor } from '../../platform/identity/actor.js';
import { Businesses } from '../registration/businesses.js';
import { MeteredCommands } from '../commands/metered-commands.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { invalid, parseForm } from '../../platform/problems/validation.js';
import { toContentView } from '../processes/content-view.js';
import { LastSeen } from '../timeline/last-seen.js';
import { toProcessView } from '../processes/process-view.js';
import { Visibility } from '../visibility/visibility.js';
import { assertSuccessor } from './assert-successor.js';
import { taskDefinition } from '../definitions/task-forms.js';
import { TaskActs } from './task-acts.js';
import {
  assertMayAct,
  assertMayComplete,
  assertMayReassign,
  assertMayRelease,
  assertMovable,
  assertOpen,
  principalOf,
} from './task-performer.js';
import { Substitutions } from './substitutions.js';
import { TaskRows, type LoadedTask } from './task-rows.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { toTaskFields } from './task-view.js';
import { CONTEXT_CONTENTS } from './tasks.dto.js';
import type { CompleteBody, DelegateBody, ReassignBody, TaskAndProcess, TaskDetail } from './tasks.dto.js';

/** Single tasks: reading, completing and assigning them. */
@Injectable()
export class TasksService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly tasks: TaskRows,
    private readonly assignments: TaskAssignmentsRepository,
    private readonly contents: ContentsRepository,
    private readonly drafts: TaskDraftsRepository,
    private readonly commands: MeteredCommands,
    private readonly businesses: Businesses,
    private readonly taskActs: TaskActs,
    private readonly substitutions: Substitutions,
    private readonly visibility: Visibility,
    private readonly attachments: AttachmentStore,
    private readonly accounts: AccountsService,
    private readonly audit: AuditLog,
    private readonly lastSeen: LastSeen,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<TaskDetail> {
    const task = await this.tasks.find(actor, id);
    const reads = this.visibility.readsContent(actor, task.process_key);
    const written = {
      process: task.process_id,
      units: this.visibility.partUnits(actor),
      limit: CONTEXT_CONTENTS + 1,
    };
    const reader = this.businesses.taskContext(task.process_key);
    const [ofProcess, newest, draft] = await Promise.all([
      reader?.read({ pool: poolOf(this.dataSource), visibility: this.visibility }, actor, task),
      reads ? this.contents.newest(written) : [],
      this.drafts.find({ processId: task.process_id, number: task.number, account: actor.id }),
    ]);
    const contents = newest.slice(-CONTEXT_CONTENTS).map((row) => toContentView(task.process_id, row));
    const earlierContents = newest.length > CONTEXT_CONTENTS;
    const context = { ...this.businesses.absentContext(), ...ofProcess, contents, earlierContents };
    return { ...(await this.toView(actor, task)), context, hasDraft: draft !== null };
  }

  /**
   * Completes a task and waits until the read model shows the result.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, OUTCOME_NOT_ALLOWED, TASK_CLAIMED, and refusals of checks and of the
   * process
   */
  async complete(actor: Actor, id: string, body: CompleteBody, idempotency?: Idempotency): Promise<Outcome> {
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return earlier;
    const task = await this.tasks.find(actor, id);
    const form = assertMayComplete(actor, task, body.outcome, { repeatable: idempotency !== undefined });
    const written = parseForm(form.decision, body.decision, 'decision') ?? {};
    const content = parseForm(form.content, body.content, 'content') as
      { attachmentIds?: string[] } | undefined;

    const reading = this.businesses.reading(task.process_key, task.name, body.outcome);
    const decision = reading ? await reading(this.dataSource, written as never) : written;
    const precondition = this.businesses.precondition(task.process_key, task.name, body.outcome);
    const check = this.businesses.check(task.process_key, task.name, body.outcome);
    const files = content?.attachmentIds ?? [];
    return this.commands.send({
      process: { id: task.process_id },
      command: { kind: 'complete', task: task.number, outcome: body.outcome, decision, by: byActor(actor) },
      content,
      idempotency,
      // In the transaction that stores the command, so that a repeated request is not checked again.
      ...((precondition || check || files.length > 0 || principalOf(actor, task) !== null) && {
        within: async (tx, command) => {
          await precondition?.(tx, task, { account: actor.id, lock: true });
          await check?.(tx, task, decision as never, { account: actor.id, content });
          await this.attachments.attach(tx, files, { process: task.process_id, uploadedBy: actor.id });
          await this.substitutions.complete(tx, actor, task, command);
        },
      }),
    });
  }

  /**
   * Task and process after an act of the account, even when they are no longer visible to it.
   *
   * @param outcome of the account's command, which may be a repeated request: see LastSeen
   */
  async result(actor: Actor, id: string, outcome?: Outcome): Promise<TaskAndProcess> {
    const task = await this.tasks.reread(id);
    if (!outcome?.repeated) return this.toView(actor, task);
    const process = await this.lastSeen.of(actor, task.process, outcome.command);
    return this.toView(actor, { ...task, process });
  }

  /** Claims a task for the account. A substitute takes up a task that stays with the absent colleague. Idempotent. */
  async claim(actor: Actor, id: string): Promise<TaskAndProcess> {
    const task = await this.tasks.find(actor, id);
    assertMayAct(actor, task);
    if (principalOf(actor, task) === null) await this.assign(task, actor.id, { from: actor.id });
    else await this.substitutions.takeUp(actor, task);
    return this.result(actor, id);
  }

  /** Returns a claimed task to its unit. @throws {DubanError} TASK_CLAIMED when another account has claimed it since */
  async release(actor: Actor, id: string): Promise<TaskAndProcess> {
    const task = await this.tasks.find(actor, id);
    assertMayRelease(actor, task);
    const { process_id: process, number, assignee } = task;
    const isReleased = await transaction(this.dataSource, async (tx) => {
      await lockProcesses(tx, [process]);
      const change = { to: null, from: assignee };
      if (!(await new TaskAssignmentsRepository(tx).assign(process, number, change))) return false;
      await this.substitutions.release(tx, actor, task);
      return true;
    });
    if (!isReleased) throw await this.conflict(process, number);
    return this.result(actor, id);
  }

  /** Assigns a task to a colleague. @throws {DubanError} VALIDATION_FAILED unless the colleague may do it */
  async delegate(actor: Actor, id: string, { to, reason }: DelegateBody): Promise<TaskAndProcess> {
    const task = await this.tasks.find(actor, id);
    assertMayAct(actor, task);
    const colleague = await this.colleague(task, to, 'to');
    const principal = principalOf(actor, task);
    await this.delegateTo(task, colleague, {
      from: principal ?? actor.id,
      by: actor,
      reason,
      ...(principal && { onBehalfOf: principal }),
      within: (tx) => this.substitutions.delegate(tx, actor, task),
    });
    return this.result(actor, id);
  }

  /**
   * Moves a task to another unit, or assigns it to a person of its unit, for a supervisor.
   *
   * @throws {DubanError} NOT_FOUND, TASK_NOT_OPEN, REASSIGN_NOT_ALLOWED, UNIT_UNKNOWN, CONFLICT_OF_INTEREST; TASK_CLAIMED
   * when it was claimed or assigned concurrently
   */
  async reassign(actor: Actor, id: string, body: ReassignBody, ip: string): Promise<TaskAndProcess> {
    const { unit, assignee, reason } = body;
    const task = await this.tasks.find(actor, id);
    assertMayReassign(actor, task);
    if (unit !== undefined && assignee !== undefined) {
      throw invalid(issue('assignee', 'cases.unitOrAssignee'));
    }
    const { process_id: process } = task;
    const record = {
      account: actor.id,
      action: 'task.reassign',
      subject: id,
      ip,
      reason,
      processes: [process],
    };
    if (unit !== undefined) {
      assertMovable(task, unit);
      await this.commands.send({
        process: { id: task.process_id },
        command: { kind: 'reassign', task: task.number, unit, by: byActor(actor) },
        content: { reason },
        within: async (tx, command) => {
          await assertSuccessor(tx, task, unit);
          await this.audit.accepted(tx, command, record);
        },
      });
    } else {
      const colleague = await this.colleague(task, assignee!, 'assignee');
      const entered = (tx: EntityManager): Promise<void> =>
        this.audit.append({ ...record, result: 'done' }, tx);
      await this.delegateTo(task, colleague, { from: task.assignee, by: actor, reason, within: entered });
    }
    return this.result(actor, id);
  }

  /**
   * @param options.from account that may have the task until now
   * @throws {DubanError} TASK_CLAIMED, TASK_NOT_OPEN, PROCESS_ENDED when the task has changed since it was read
   */
  private async assign(
    { process_id: process, number }: LoadedTask,
    to: string | null,
    options: { from: string | null },
  ): Promise<void> {
    const isAssigned = await this.assignments.assign(process, number, { to, from: options.from });
    if (!isAssigned) throw await this.conflict(process, number);
  }

  /** Assigns a task to another account and records that in the timeline. @throws {DubanError} as `assign` */
  private async delegateTo(
    { process_id: process, number }: LoadedTask,
    to: string,
    options: {
      from: string | null;
      by: Actor;
      reason?: string;
      /** The absent account for which it is done. */
      onBehalfOf?: string;
      within?: (tx: EntityManager) => Promise<void>;
    },
  ): Promise<void> {
    const { from, by, reason, onBehalfOf, within } = options;
    const isAssigned = await transaction(this.dataSource, async (tx) => {
      await lockProcesses(tx, [process]);
      if (!(await new TaskAssignmentsRepository(tx).assign(process, number, { to, from }))) return false;
      const data = { to, ...(onBehalfOf !== undefined && { onBehalfOf }) };
      const entry = { process, at: businessNow(), type: 'task.delegated', task: number, data };
      const words = reason === undefined ? undefined : { reason };
      await appendTimeline(tx, [{ ...entry, account: by.id, unit: by.unit, words }]);
      if (to !== by.id)
        await new NotificationsRepository(tx).add({
          account: to,
          kind: 'taskAssigned',
          process,
          task: number,
          at: new Date(entry.at),
        });
      await within?.(tx);
      return true;
    });
    if (!isAssigned) throw await this.conflict(process, number);
  }

  /** Why a task could not be assigned any more. */
  private async conflict(process: string, number: number): Promise<DubanError> {
    const task = await this.tasks.reread(`${process}.${number}`);
    try {
      assertOpen(task);
    } catch (error) {
      if (error instanceof DubanError) return error;
      throw error;
    }
    return new DubanError('TASK_CLAIMED', detail('cases.claimedMeanwhile'));
  }

  private async toView(actor: Actor, task: LoadedTask): Promise<TaskAndProcess> {
    const reader = this.visibility.taskReader(actor, task.process_key);
    const [outcomes, acts] = await Promise.all([
      this.taskActs.outcomes(actor, task),
      this.taskActs.acts(actor, task),
      this.timeLimits.ready(),
    ]);
    const { fourEyes = [] } = taskDefinition(task.process_key, task.version, task.name) ?? {};
    const fields = toTaskFields(task, reader, this.timeLimits);
    return { ...fields, outcomes, acts, fourEyes, process: toProcessView(task.process) };
  }

  private async colleague(task: LoadedTask, username: string, field: string): Promise<string> {
    const found = await this.accounts.findInUnit(username, task.unit);
    if (found?.roles.includes(task.role)) return found.id;
    throw invalid(issue(field, 'cases.notColleague', { unit: task.unit, role: task.role }));
  }
}
