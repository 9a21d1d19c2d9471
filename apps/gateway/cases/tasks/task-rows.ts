import { Injectable } from '@nestjs/common';
import {
  TasksRepository,
  type TaskRow,
  type TaskWithProcess,
} from '../../../../domain/cases/tasks/tasks.repository.js';
import type { Condition } from '../../../../infra/database/sql.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { ProcessRow } from '../../../../domain/cases/processes/process-row.js';
import { Visibility } from '../visibility/visibility.js';

/** A task with its process: most requests need no other read. */
export type LoadedTask = TaskRow & { readonly process: ProcessRow };

const ID = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([1-9]\d{0,5})$/;

/** Reads tasks by their public id, `<process id>.<number>`. */
@Injectable()
export class TaskRows {
  constructor(
    private readonly tasks: TasksRepository,
    private readonly visibility: Visibility,
  ) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  find(actor: Actor, id: string): Promise<LoadedTask> {
    return this.read(id, this.visibility.tasks(actor));
  }

  /** For the result of the account's own act, even when the task is no longer visible to it. @throws {DubanError} NOT_FOUND */
  reread(id: string): Promise<LoadedTask> {
    return this.read(id, undefined);
  }

  private async read(id: string, visible: Condition): Promise<LoadedTask> {
    const [, process, number] = ID.exec(id) ?? [];
    const row = process && (await this.tasks.find(process, Number(number), visible));
    if (!row) throw new DubanError('NOT_FOUND', detail('cases.noTask'));
    noteAccess({ id: row.process_id, secret: row.secret });
    return toLoaded(row);
  }
}

function toLoaded({
  process_state,
  process_stage,
  result,
  facts,
  started_at,
  ended_at,
  ...task
}: TaskWithProcess): LoadedTask {
  const process = {
    id: task.process_id,
    key: task.process_key,
    version: task.version,
    subject: task.subject,
    state: process_state,
    stage: process_stage,
    result,
    facts,
    started_at,
    ended_at,
    secret: task.secret,
  };
  return { ...task, process };
}
