import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Idempotency } from '../../../activities/process-commands/command-store.js';
import { ProcessCommands } from '../../../activities/process-commands/process-commands.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../auth/actor.js';
import { formOf } from '../definitions/task-forms.js';
import { checkDecision } from '../letters/letter-checks.js';
import { prepared } from '../platform/prepared.js';
import { POOL } from '../platform/tokens.js';
import { parseForm } from '../problems/validation.js';
import { decodeCursor, encodeCursor, fromCursor } from '../processes/cursor.js';
import { page } from '../processes/page.js';
import { visibleProcesses } from '../visibility/visibility.js';
import { toTaskView, type TaskRow, type TaskView } from './task-view.js';
import type { CompleteBody, TaskPage, TasksQuery } from './tasks.dto.js';

const COLUMNS = `t.process_id, t.number, t.process_key, p.version, p.subject, t.name, t.key, t.stage, t.unit, t.role,
  t.state, t.without, t.assignee, a.username AS assignee_name, t.opened_at, t.due_at, t.warn_at, t.closed_at, t.outcome`;
const FROM = 'task t JOIN process p ON p.id = t.process_id LEFT JOIN account a ON a.id = t.assignee';
/** Tasks without a limit come last; a value keeps the sort key comparable. */
const DUE = `coalesce(t.due_at, 'infinity'::timestamptz)`;

@Injectable()
export class TasksService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly commands: ProcessCommands,
  ) {}

  /** Tasks the account may see, the most urgent first. */
  async list(actor: Actor, query: TasksQuery): Promise<TaskPage> {
    const visible = visibleProcesses(actor, 1);
    const values = [...visible.values];
    const where = [visible.sql, `t.role <> 'citizen'`];
    const add = (condition: (parameter: string) => string, value: unknown): void => {
      values.push(value);
      where.push(condition(`$${values.length}`));
    };
    if (query.state === 'open') where.push(`t.state = 'open'`);
    if (query.state === 'closed') where.push(`t.state <> 'open'`);
    if (query.processKey) add((v) => `t.process_key = ${v}`, query.processKey);
    if (query.processId) add((v) => `t.process_id = ${v}`, query.processId);
    if (query.stage) add((v) => `t.stage = ${v}`, query.stage);
    if (query.unit) add((v) => `t.unit = ${v}`, query.unit);
    if (query.dueBefore) add((v) => `t.due_at < ${v}`, query.dueBefore);
    if (query.light) where.push(lightCondition(query.light));
    if (query.mine === 'true') {
      add((v) => `t.unit = ${v}`, actor.unit);
      add((v) => `t.role = ANY (${v}::text[])`, actor.roles);
      add((v) => `(t.assignee IS NULL OR t.assignee = ${v})`, actor.id);
    }
    if (query.cursor) {
      const [due, process, number] = decodeCursor(query.cursor, 3);
      values.push(due, process, number);
      const n = values.length;
      where.push(`(${DUE}, t.process_id, t.number) > ($${n - 2}::timestamptz, $${n - 1}::uuid, $${n}::int)`);
    }
    values.push(query.limit + 1);
    const { rows } = await fromCursor(query.cursor, () =>
      prepared<TaskRow>(
        this.pool,
        `SELECT ${COLUMNS} FROM ${FROM} WHERE ${where.join(' AND ')}
       ORDER BY ${DUE}, t.process_id, t.number LIMIT $${values.length}`,
        values,
      ),
    );
    return page(rows, query.limit, toTaskView, (row) =>
      encodeCursor([row.due_at?.toISOString() ?? 'infinity', row.process_id, row.number]),
    );
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<TaskView> {
    return toTaskView(await this.row(actor, id));
  }

  /**
   * Completes a task; answers with the task as it reads afterwards.
   *
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, OUTCOME_NOT_ALLOWED, TASK_CLAIMED, and what the process refuses
   */
  async complete(actor: Actor, id: string, body: CompleteBody, idempotency?: Idempotency): Promise<TaskView> {
    const task = await this.row(actor, id);
    const form = formOf(task.process_key, task.version, task.name, body.outcome);
    if (!form)
      throw new DubanError('OUTCOME_NOT_ALLOWED', `task '${task.name}' has no outcome '${body.outcome}'`);
    const decision = parseForm(form.decision, body.decision, 'decision') ?? {};
    const content = parseForm(form.content, body.content, 'content');
    if (task.state === 'open') {
      if (task.assignee && task.assignee !== actor.id) {
        throw new DubanError('TASK_CLAIMED', `claimed by ${task.assignee_name}: ask for its release`);
      }
      await checkDecision(this.pool, task, body.outcome, decision);
    }
    await this.commands.send({
      process: { id: task.process_id },
      command: {
        kind: 'complete',
        task: task.number,
        outcome: body.outcome,
        decision,
        by: { account: actor.id, unit: actor.unit, roles: actor.roles },
      },
      content,
      idempotency,
    });
    return toTaskView(await this.row(actor, id, { seenBefore: true }));
  }

  /** Takes a task for oneself; taking it again changes nothing. */
  async claim(actor: Actor, id: string): Promise<TaskView> {
    const task = await this.row(actor, id);
    if (task.unit !== actor.unit)
      throw new DubanError('UNIT_NOT_ALLOWED', `the task belongs to unit ${task.unit}`);
    if (!actor.roles.includes(task.role))
      throw new DubanError('ROLE_NOT_ALLOWED', `the task needs the role ${task.role}`);
    const { rowCount } = await this.pool.query(
      `UPDATE task SET assignee = $3 WHERE process_id = $1 AND number = $2 AND state = 'open'
         AND (assignee IS NULL OR assignee = $3)`,
      [task.process_id, task.number, actor.id],
    );
    if (rowCount === 0)
      throw new DubanError(task.state === 'open' ? 'TASK_CLAIMED' : 'TASK_NOT_OPEN', 'it cannot be claimed');
    return this.get(actor, id);
  }

  /** Gives a claimed task back to its unit. */
  async release(actor: Actor, id: string): Promise<TaskView> {
    const task = await this.row(actor, id);
    if (task.assignee && task.assignee !== actor.id && !actor.roles.includes('supervisor')) {
      throw new DubanError(
        'TASK_CLAIMED',
        `claimed by ${task.assignee_name}: only that person or a supervisor releases it`,
      );
    }
    await this.pool.query(
      `UPDATE task SET assignee = NULL WHERE process_id = $1 AND number = $2 AND state = 'open'`,
      [task.process_id, task.number],
    );
    return this.get(actor, id);
  }

  private async row(actor: Actor, id: string, options: { seenBefore?: boolean } = {}): Promise<TaskRow> {
    const parts = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\d{1,6})$/.exec(id);
    if (!parts) throw new DubanError('NOT_FOUND', 'no such task');
    // What an actor has just completed he may read once more, even if it has left his sight by that.
    const visible = options.seenBefore ? { sql: 'true', values: [] } : visibleProcesses(actor, 3);
    const { rows } = await prepared<TaskRow>(
      this.pool,
      `SELECT ${COLUMNS} FROM ${FROM} WHERE t.process_id = $1 AND t.number = $2 AND t.role <> 'citizen' AND ${visible.sql}`,
      [parts[1], Number(parts[2]), ...visible.values],
    );
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such task');
    return rows[0];
  }
}

function lightCondition(light: 'red' | 'amber' | 'green' | 'none'): string {
  switch (light) {
    case 'red':
      return `t.due_at < now()`;
    case 'amber':
      return `t.due_at >= now() AND t.warn_at <= now()`;
    case 'green':
      return `t.due_at >= now() AND (t.warn_at IS NULL OR t.warn_at > now())`;
    case 'none':
      return `t.due_at IS NULL`;
  }
}
