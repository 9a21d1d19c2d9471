import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { businessDate } from '../../../../domain/time/business-clock.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Conditions } from '../../platform/paging/conditions.js';
import { page } from '../../platform/paging/page.js';
import { preparedShape } from '../../../../infra/database/prepared.js';
import { LIST_POOL } from '../../platform/tokens.js';
import { visibleTasks } from '../visibility/visible-tasks.js';
import { readsContent, seesAllUnits } from '../visibility/visibility.js';
import { placeAfter, placeOf, SECTIONS, sectionsOf, type Place, type Section } from './task-sections.js';
import {
  TASK_COLUMNS,
  taskTables,
  toTaskItem,
  type Light,
  type TaskItem,
  type TaskRow,
} from './task-view.js';
import type { TaskPage, TasksQuery } from './tasks.dto.js';

/** Lists of tasks: open ones with the most urgent first, then closed ones with the latest first. */
@Injectable()
export class TaskList {
  constructor(@Inject(LIST_POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} CURSOR_INVALID */
  async page(actor: Actor, query: TasksQuery): Promise<TaskPage> {
    const names = sectionsOf(query);
    const after = query.cursor === undefined ? null : placeOf(query.cursor, names);
    const wanted = query.limit + 1;
    const rows: TaskRow[] = [];
    for (const name of after ? names.slice(names.indexOf(after.section)) : names) {
      if (rows.length === wanted) break;
      const place = after?.section === name ? after : null;
      const found = await this.read(actor, query, { ...SECTIONS[name], place, limit: wanted });
      rows.push(...found.slice(0, wanted - rows.length));
    }
    const view = (row: TaskRow): TaskItem => toTaskItem(row, readsContent(actor, row.process_key));
    return page(rows, query.limit, view, placeAfter);
  }

  /**
   * Each statement walks an index in the order of its section and stops when the page is full: what is joined inside
   * only says which rows count, what is shown is joined to those that do.
   */
  private async read(actor: Actor, query: TasksQuery, part: Part): Promise<TaskRow[]> {
    const { condition, order, keyset, place, limit } = part;
    const { where, units } = conditionsOf(actor, query);
    where.add(() => condition);
    if (place) {
      const at = place.at === null ? [] : [place.at];
      where.add((...parameters) => keyset(parameters), ...at, place.process, place.number);
    }
    // Written out, and the same in each section: the planner has to know that it is small, the text to stay the same.
    const walk = (unit: string): string =>
      `SELECT t.* FROM task t JOIN process p ON p.id = t.process_id WHERE ${unit}${where.sql} ORDER BY ${order} LIMIT ${limit}`;
    // One short walk for each unit; together they are sorted once more.
    const found = units
      ? `SELECT t.* FROM unnest(${where.parameter(units)}::text[]) AS own (unit)
           CROSS JOIN LATERAL (${walk('t.unit = own.unit AND ')}) t ORDER BY ${order} LIMIT ${limit}`
      : walk('');
    const { rows } = await preparedShape<TaskRow>(
      this.pool,
      `SELECT ${TASK_COLUMNS} FROM ${taskTables(`(${found})`)} ORDER BY ${order}`,
      where.values,
    );
    return rows;
  }
}

type Part = Section & { readonly place: Place | null; readonly limit: number };

/** @returns also the units that are walked one by one; null where the conditions name one unit, one process, or none */
function conditionsOf(
  actor: Actor,
  query: TasksQuery,
): { where: Conditions; units: readonly string[] | null } {
  const visible = visibleTasks(actor, 1);
  const where = new Conditions(...visible.values);
  where.add(() => likely(visible.sql));
  where.equal('t.process_key', query.processKey);
  where.equal('t.process_id', query.processId);
  where.equal('t.stage', query.stage);
  where.equal('t.unit', query.unit);
  if (query.dueBefore) where.add((due) => `t.due_at < ${due}`, query.dueBefore);
  if (query.light && query.light !== 'none')
    where.add((now) => LIGHT[query.light as ShownLight](now), businessDate());
  if (query.mine === 'true' || query.claimable === 'true') {
    where.equal('t.unit', actor.unit);
    if (query.state === 'closed') where.add((me) => likely(`t.closed_by = ${me}`), actor.id);
    else {
      where.add((roles) => `t.role = ANY (${roles}::text[])`, actor.roles);
      if (query.claimable === 'true') where.add(() => 't.assignee IS NULL');
      else where.add((me) => `(t.assignee IS NULL OR t.assignee = ${me})`, actor.id);
    }
    return { where, units: null };
  }
  // Of a process an account gets whatever it may see; what it is given unasked is its own units' work.
  const units = query.processId || seesAllUnits(actor) ? null : actor.unitsBelow;
  // Citizens are in no unit. Lists of units do without the condition, so that no index but those by unit fits them.
  if (!units && !query.unit) where.add(() => `t.role <> 'citizen'`);
  return { where, units };
}

/**
 * A condition that holds for most tasks of one's own lists. The planner would take it for rare, and rather read
 * everything and sort it than walk an index until the page is full; what a CASE says it takes for as likely as not.
 */
const likely = (sql: string): string => `CASE WHEN ${sql} THEN true ELSE false END`;

type ShownLight = Exclude<Light, 'none'>;

/** As `lightOf`, in SQL. What shows none has a section of its own. */
const LIGHT: Readonly<Record<ShownLight, (now: string) => string>> = {
  red: (now) => `t.due_at < ${now}::timestamptz`,
  amber: (now) => `t.due_at >= ${now}::timestamptz AND t.warn_at <= ${now}::timestamptz`,
  green: (now) =>
    `t.due_at >= ${now}::timestamptz AND (t.warn_at IS NULL OR t.warn_at > ${now}::timestamptz)`,
};
