import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Actor } from '../auth/actor.js';
import { Conditions } from '../http/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../http/cursor.js';
import { page } from '../http/page.js';
import { POOL } from '../platform/tokens.js';
import { readsContent, seesAllUnits, visibleProcesses } from '../visibility/visibility.js';
import { TASK_COLUMNS, TASK_TABLES, toTaskView, type Light, type TaskRow } from './task-view.js';
import type { TaskPage, TasksQuery } from './tasks.dto.js';

/** Tasks have a due instant or none; those without come last. Each half is read along an index of its own order. */
type Half = 'dated' | 'undated';
interface Place {
  readonly due: string | null;
  readonly process: string;
  readonly number: number;
}

/** Lists of tasks, the most urgent first. */
@Injectable()
export class TaskList {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} CURSOR_INVALID */
  async page(actor: Actor, query: TasksQuery): Promise<TaskPage> {
    const after = query.cursor === undefined ? null : placeOf(query.cursor);
    const wanted = query.limit + 1;
    const rows: TaskRow[] = [];
    if (after?.due !== null)
      rows.push(...(await this.read(actor, query, { half: 'dated', after, limit: wanted })));
    if (rows.length < wanted) {
      const rest = {
        half: 'undated',
        after: after?.due === null ? after : null,
        limit: wanted - rows.length,
      } as const;
      rows.push(...(await this.read(actor, query, rest)));
    }
    const content = readsContent(actor);
    return page(
      rows,
      query.limit,
      (row) => toTaskView(row, content),
      (row) => encodeCursor([row.due_at?.toISOString() ?? null, row.process_id, row.number]),
    );
  }

  private async read(
    actor: Actor,
    query: TasksQuery,
    { half, after, limit }: { half: Half; after: Place | null; limit: number },
  ): Promise<TaskRow[]> {
    const where = conditionsOf(actor, query);
    const order = half === 'dated' ? 't.due_at, t.process_id, t.number' : 't.process_id, t.number';
    where.add(() => `t.due_at IS ${half === 'dated' ? 'NOT NULL' : 'NULL'}`);
    if (after) {
      const values =
        half === 'dated' ? [after.due, after.process, after.number] : [after.process, after.number];
      where.add((...parameters) => `(${order}) > (${parameters.join(', ')})`, ...values);
    }
    const select = `SELECT ${TASK_COLUMNS} FROM ${TASK_TABLES}`;
    const count = where.parameter(limit);
    if (!isMine(query)) {
      const { rows } = await this.pool.query<TaskRow>(
        `${select} WHERE ${where.sql} ORDER BY ${order} LIMIT ${count}`,
        where.values,
      );
      return rows;
    }
    // One short walk along the index for each role of the caller; together they are sorted once more.
    const { rows } = await this.pool.query<TaskRow>(
      `SELECT t.* FROM unnest(${where.parameter(actor.roles)}::text[]) AS mine (role) CROSS JOIN LATERAL (
         ${select} WHERE t.role = mine.role AND ${where.sql} ORDER BY ${order} LIMIT ${count}
       ) t ORDER BY ${order} LIMIT ${count}`,
      where.values,
    );
    return rows;
  }
}

const isMine = ({ mine, claimable }: TasksQuery): boolean => mine === 'true' || claimable === 'true';

function conditionsOf(actor: Actor, query: TasksQuery): Conditions {
  const visible = visibleProcesses(actor, 1);
  const where = new Conditions(...visible.values);
  where.add(() => visible.sql);
  if (query.state === 'open') where.add(() => `t.state = 'open'`);
  if (query.state === 'closed') where.add(() => `t.state <> 'open'`);
  where.equal('t.process_key', query.processKey);
  where.equal('t.process_id', query.processId);
  where.equal('t.stage', query.stage);
  where.equal('t.unit', query.unit);
  if (query.dueBefore) where.add((due) => `t.due_at < ${due}`, query.dueBefore);
  if (query.light) where.add((now) => LIGHT[query.light!](now), new Date());
  if (isMine(query)) {
    where.equal('t.unit', actor.unit);
    if (query.state === 'closed') where.equal('t.closed_by', actor.id);
    else if (query.claimable === 'true') where.add(() => 't.assignee IS NULL');
    else where.add((me) => `(t.assignee IS NULL OR t.assignee = ${me})`, actor.id);
  } else {
    where.add(() => `t.role <> 'citizen'`);
    // Of a process an account sees everything; what it is given unasked is its own units' work.
    const own = !query.processId && !seesAllUnits(actor);
    if (own) where.add((units) => `t.unit = ANY (${units}::text[])`, actor.unitsBelow);
  }
  return where;
}

/** As `lightOf`, in SQL. Every condition mentions the instant, so that its parameter is used and has a type. */
const LIGHT: Readonly<Record<Light, (now: string) => string>> = {
  red: (now) => `t.due_at < ${now}::timestamptz`,
  amber: (now) => `t.due_at >= ${now}::timestamptz AND t.warn_at <= ${now}::timestamptz`,
  green: (now) =>
    `t.due_at >= ${now}::timestamptz AND (t.warn_at IS NULL OR t.warn_at > ${now}::timestamptz)`,
  none: (now) => `t.due_at IS NULL AND ${now}::timestamptz IS NOT NULL`,
};

function placeOf(cursor: string): Place {
  const parts = decodeCursor(cursor, [cursorPart.instantOrNull, cursorPart.uuid, cursorPart.integer]);
  const [due, process, number] = parts as [string | null, string, number];
  return { due, process, number };
}
