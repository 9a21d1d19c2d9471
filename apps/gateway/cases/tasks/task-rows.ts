import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import type { Actor } from '../../platform/identity/actor.js';
import { prepared } from '../../../../infra/database/prepared.js';
import { POOL } from '../../platform/tokens.js';
import type { ProcessRow } from '../processes/process-view.js';
import { visibleTasks } from '../visibility/visible-tasks.js';
import type { Condition } from '../visibility/visibility.js';
import { TASK_COLUMNS, taskTables, type TaskRow } from './task-view.js';

/** A task together with its process: one read is all that most requests need. */
export type LoadedTask = TaskRow & { readonly process: ProcessRow };

type Joined = TaskRow & {
  readonly process_state: string;
  readonly process_stage: string | null;
  readonly result: string | null;
  readonly facts: object;
  readonly started_at: Date;
  readonly ended_at: Date | null;
};

const ID = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([1-9]\d{0,5})$/;
const SELECT = `SELECT ${TASK_COLUMNS}, p.state AS process_state, p.stage AS process_stage, p.result, p.facts,
  p.started_at, p.ended_at FROM ${taskTables()} WHERE t.process_id = $1 AND t.number = $2`;

@Injectable()
export class TaskRows {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  find(actor: Actor, id: string): Promise<LoadedTask> {
    return this.read(id, visibleTasks(actor, 3));
  }

  /** What somebody has just changed they may read once more, even if it has left their sight by that. */
  again(id: string): Promise<LoadedTask> {
    return this.read(id, { sql: 'true', values: [] });
  }

  private async read(id: string, visible: Condition): Promise<LoadedTask> {
    const [, process, number] = ID.exec(id) ?? [];
    const { rows } = process
      ? await prepared<Joined>(this.pool, `${SELECT} AND t.role <> 'citizen' AND ${visible.sql}`, [
          process,
          Number(number),
          ...visible.values,
        ])
      : { rows: [] };
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such task');
    noteAccess({ id: rows[0].process_id, secret: rows[0].secret });
    return toLoaded(rows[0]);
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
}: Joined): LoadedTask {
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
