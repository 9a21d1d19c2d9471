import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import type { Idempotency } from '../../../../domain/cases/commands/command-store.js';
import type { Outcome } from '../../../../domain/cases/commands/process-commands.js';
import { appendTimeline, lockProcesses } from '../../../../domain/cases/timeline/append-timeline.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AttachmentStore } from '../attachments/attachment-store.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Accounts } from '../../platform/auth/accounts.js';
import { byActor, type Actor } from '../../platform/identity/actor.js';
import { assertServed, formOf } from '../definitions/task-forms.js';
import { Businesses } from '../registration/businesses.js';
import { MeteredCommands } from '../commands/metered-commands.js';
import { DATA_SOURCE, POOL } from '../../platform/tokens.js';
import { invalid, parseForm } from '../../platform/problems/validation.js';
import { readNewestContents, toContentView } from '../processes/content-view.js';
import { LastSeen } from '../timeline/last-seen.js';
import { toProcessView } from '../processes/process-view.js';
import { Visibility } from '../visibility/visibility.js';
import { checkSuccessor } from './check-successor.js';
import { assertMovable, assertNotClaimedByAnother, assertOpen, assertPerformer } from './task-performer.js';
import { TaskRows, type LoadedTask } from './task-rows.js';
import { toTaskView } from './task-view.js';
import { CONTEXT_CONTENTS } from './tasks.dto.js';
import type { CompleteBody, DelegateBody, ReassignBody, TaskAndProcess, TaskDetail } from './tasks.dto.js';

/** One task: reading it, completing it, and who does it. */
@Injectable()
export class TasksService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly tasks: TaskRows,
    private readonly commands: MeteredCommands,
    private readonly businesses: Businesses,
    private readonly visibility: Visibility,
    private readonly attachments: AttachmentStore,
    private readonly accounts: Accounts,
    private readonly audit: AuditLog,
    private readonly lastSeen: LastSeen,
  ) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<TaskDetail> {
    const task = await this.tasks.find(actor, id);
    const reads = this.visibility.readsContent(actor, task.process_key);
    const written = {
      process: task.process_id,
      parties: this.visibility.parties,
      units: this.visibility.partUnits(actor),
      limit: CONTEXT_CONTENTS + 1,
    };
    const reader = this.businesses.taskContext(task.process_key);
    const [ofProcess, newest] = await Promise.all([
      reader?.read({ pool: this.pool, visibility: this.visibility }, actor, task),
      reads ? readNewestContents(this.pool, written) : [],
    ]);
    const contents = newest.slice(-CONTEXT_CONTENTS).map((row) => toContentView(task.process_id, row));
    const earlierContents = newest.length > CONTEXT_CONTENTS;
    const context = { ...this.businesses.absentContext(), ...ofProcess, contents, earlierContents };
    return { ...this.toView(actor, task), context };
  }

  /**
   * Completes a task, and waits until its consequences can be read.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, OUTCOME_NOT_ALLOWED, TASK_CLAIMED, what its
   * checks refuse, and what the process refuses
   */
  async complete(actor: Actor, id: string, body: CompleteBody, idempotency?: Idempotency): Promise<Outcome> {
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return earlier;
    const task = await this.tasks.find(actor, id);
    assertPerformer(actor, task);
    assertNotClaimedByAnother(actor, task);
    // With a key it may be the request that closes it, sent twice at once: that is for the command store to say.
    if (!idempotency) assertOpen(task);
    assertServed(task.process_key, task.version);
    const form = task.without?.includes(body.outcome)
      ? undefined
      : formOf(task.process_key, task.version, task.name, body.outcome);
    if (!form)
      throw new DubanError(
        'OUTCOME_NOT_ALLOWED',
        detail('engine.outcomeNotAllowed', { task: task.name, outcome: body.outcome }),
      );
    const written = parseForm(form.decision, body.decision, 'decision') ?? {};
    const content = parseForm(form.content, body.content, 'content') as
      { attachmentIds?: string[] } | undefined;

    const reading = this.businesses.reading(task.process_key, task.name, body.outcome);
    const decision = reading ? await reading(this.pool, written as never) : written;
    const check = this.businesses.check(task.process_key, task.name, body.outcome);
    const files = content?.attachmentIds ?? [];
    return this.commands.send({
      process: { id: task.process_id },
      command: { kind: 'complete', task: task.number, outcome: body.outcome, decision, by: byActor(actor) },
      content,
      idempotency,
      // In the transaction that stores the command, so that a repeated request is not checked anew.
      ...((check || files.length > 0) && {
        within: async (tx) => {
          await check?.(tx, task, decision as never, { account: actor.id, content });
          await this.attachments.attach(tx, files, { process: task.process_id, uploadedBy: actor.id });
        },
      }),
    });
  }

  /**
   * Task and process as they read after what this account has done to them, whether it may still see them or not.
   *
   * @param outcome of the command that did it, where it may be a repeated request: see LastSeen
   */
  async afterwards(actor: Actor, id: string, outcome?: Outcome): Promise<TaskAndProcess> {
    const task = await this.tasks.again(id);
    if (!outcome?.repeated) return this.toView(actor, task);
    const process = await this.lastSeen.of(actor, task.process, outcome.command);
    return this.toView(actor, { ...task, process });
  }

  /** Takes a task for oneself; taking it again changes nothing. */
  async claim(actor: Actor, id: string): Promise<TaskAndProcess> {
    const task = await this.tasks.find(actor, id);
    assertPerformer(actor, task);
    assertOpen(task);
    await this.assign(task, actor.id, { from: actor.id });
    return this.afterwards(actor, id);
  }

  /** Gives a claimed task back to its unit. @throws {DubanError} TASK_CLAIMED when somebody else has it by now */
  async release(actor: Actor, id: string): Promise<TaskAndProcess> {
    const task = await this.tasks.find(actor, id);
    if (!actor.roles.includes('supervisor')) {
      assertPerformer(actor, task);
      assertNotClaimedByAnother(actor, task);
    }
    assertOpen(task);
    await this.assign(task, null, { from: task.assignee });
    return this.afterwards(actor, id);
  }

  /** Gives a task to a colleague. @throws {DubanError} VALIDATION_FAILED when he could not do it */
  async delegate(actor: Actor, id: string, { to, reason }: DelegateBody): Promise<TaskAndProcess> {
    const task = await this.tasks.find(actor, id);
    assertPerformer(actor, task);
    assertNotClaimedByAnother(actor, task);
    assertOpen(task);
    const colleague = await this.colleague(task, to, 'to');
    await this.handOver(task, colleague, { from: actor.id, by: actor, reason });
    return this.afterwards(actor, id);
  }

  /**
   * A supervisor gives a task to another unit, or to a person of its unit.
   *
   * @throws {DubanError} NOT_FOUND, TASK_NOT_OPEN, REASSIGN_NOT_ALLOWED, UNIT_UNKNOWN, CONFLICT_OF_INTEREST; TASK_CLAIMED
   * when somebody else has taken it, or was given it, at the same moment
   */
  async reassign(actor: Actor, id: string, body: ReassignBody, ip: string): Promise<TaskAndProcess> {
    const { unit, assignee, reason } = body;
    const task = await this.tasks.find(actor, id);
    assertOpen(task);
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
          await checkSuccessor(tx, task, unit);
          await this.audit.accepted(tx, command, record);
        },
      });
    } else {
      const colleague = await this.colleague(task, assignee!, 'assignee');
      const entered = (tx: EntityManager): Promise<void> =>
        this.audit.append({ ...record, result: 'done' }, tx);
      await this.handOver(task, colleague, { from: task.assignee, by: actor, reason, within: entered });
    }
    return this.afterwards(actor, id);
  }

  /**
   * @param options.from whose it may be until now; nobody's it may always be
   * @throws {DubanError} TASK_CLAIMED, TASK_NOT_OPEN, PROCESS_ENDED when it has changed since it was read
   */
  private async assign(
    { process_id: process, number }: LoadedTask,
    to: string | null,
    options: { from: string | null },
  ): Promise<void> {
    const { rowCount } = await this.pool.query(ASSIGN, [process, number, to, options.from]);
    if (rowCount === 0) throw await this.overtaken(process, number);
  }

  /** Assigns a task to somebody else than who says so: that is told in the timeline. @throws {DubanError} as `assign` */
  private async handOver(
    { process_id: process, number }: LoadedTask,
    to: string,
    options: {
      from: string | null;
      by: Actor;
      reason?: string;
      within?: (tx: EntityManager) => Promise<void>;
    },
  ): Promise<void> {
    const { from, by, reason, within } = options;
    const isHandedOver = await transaction(this.dataSource, async (tx) => {
      await lockProcesses(tx, [process]);
      const [, assigned]: [unknown, number] = await tx.query(ASSIGN, [process, number, to, from]);
      if (assigned === 0) return false;
      const entry = { process, at: businessNow(), type: 'task.delegated', task: number, data: { to } };
      const words = reason === undefined ? undefined : { reason };
      await appendTimeline(tx, [{ ...entry, account: by.id, unit: by.unit, words }]);
      await within?.(tx);
      return true;
    });
    if (!isHandedOver) throw await this.overtaken(process, number);
  }

  /** Why a task could not be assigned that could be when it was read. */
  private async overtaken(process: string, number: number): Promise<DubanError> {
    const task = await this.tasks.again(`${process}.${number}`);
    try {
      assertOpen(task);
    } catch (error) {
      if (error instanceof DubanError) return error;
      throw error;
    }
    return new DubanError('TASK_CLAIMED', detail('cases.claimedMeanwhile'));
  }

  private toView(actor: Actor, task: LoadedTask): TaskAndProcess {
    const reads = this.visibility.readsContent(actor, task.process_key);
    return { ...toTaskView(task, reads), process: toProcessView(task.process) };
  }

  private async colleague(task: LoadedTask, username: string, field: string): Promise<string> {
    const found = await this.accounts.findInUnit(username, task.unit);
    if (found?.roles.includes(task.role)) return found.id;
    throw invalid(issue(field, 'cases.notColleague', { unit: task.unit, role: task.role }));
  }
}

const ASSIGN = `
  UPDATE task SET assignee = $3 WHERE process_id = $1 AND number = $2 AND state = 'open'
    AND (assignee IS NULL OR assignee = $4)`;
