import type { Pool } from 'pg';
import { CARD_OF_TASK, type MarkLevel } from '../cards/card-marks.js';
import { isSecret } from '../secrecy/secrecy.js';
import {
  ascending,
  descending,
  keysetPage,
  type KeysetQuery,
  type Page,
  type PageClauses,
  type Section,
} from '../../../infra/database/keyset-page.js';
import { queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { and, sql, type Condition, type Sql } from '../../../infra/database/sql.js';

/** A task with the displayed columns of its process. */
export interface TaskRow {
  readonly process_id: string;
  readonly number: number;
  readonly process_key: string;
  readonly version: number;
  readonly subject: string;
  readonly matter: string | null;
  readonly name: string;
  readonly key: string | null;
  readonly stage: string;
  readonly unit: string;
  readonly role: string;
  readonly state: string;
  readonly without: string[] | null;
  readonly assignee: string | null;
  readonly assignee_name: string | null;
  readonly assignee_title: string | null;
  readonly unit_name: string | null;
  /** Class of its case, where the process publishes one. */
  readonly class: string | null;
  /** Kind that the writer chose for the case. */
  readonly chosen: string | null;
  /** The gravest card in force against its unit in this process. */
  readonly card: MarkLevel | null;
  readonly clock_name: string | null;
  readonly clock_state: string | null;
  readonly opened_at: Date;
  readonly due_at: Date | null;
  readonly warn_at: Date | null;
  readonly clock: number | null;
  readonly closed_at: Date | null;
  readonly outcome: string | null;
  /** Whether its process is secret. */
  readonly secret: boolean;
}

/** A task with all of its process. */
export type TaskWithProcess = TaskRow & {
  readonly process_state: string;
  readonly process_stage: string | null;
  readonly result: string | null;
  readonly facts: object;
  readonly started_at: Date;
  readonly ended_at: Date | null;
};

const COLUMNS = sql`t.process_id, t.number, t.process_key, p.version, p.subject, t.name, t.key,
  t.stage, t.unit, t.role, t.state, t.without, t.assignee, a.username AS assignee_name, a.title AS assignee_title,
  u.name AS unit_name, p.facts ->> 'class' AS class, p.facts ->> 'kind' AS chosen, ${CARD_OF_TASK} AS card, c.name AS clock_name,
  c.state AS clock_state, t.opened_at, t.due_at, t.warn_at, t.clock, t.closed_at, t.outcome, ${isSecret('p')} AS secret`;

/** Whether the clock of a task is paused, over its row `t`. */
export const HAS_PAUSED_CLOCK = sql`EXISTS (SELECT 1 FROM clock c WHERE c.process_id = t.process_id
  AND c.number = t.clock AND c.state IN ('paused', 'suspended'))`;

/** @param tasks the table, or a query in parentheses that returns some of its rows */
const from = (tasks: Sql): Sql =>
  sql`${tasks} t JOIN process p ON p.id = t.process_id LEFT JOIN account a ON a.id = t.assignee
    LEFT JOIN unit u ON u.code = t.unit LEFT JOIN clock c ON c.process_id = t.process_id AND c.number = t.clock`;

/**
 * A list of tasks is read in up to three sections, one after the other, each in the order of an index. The conditions
 * are those of the partial indexes on `task`.
 */
const SECTIONS = {
  due: {
    where: [sql`t.state = 'open' AND t.due_at IS NOT NULL`],
    order: ascending(
      ['t.due_at', 'due_at', 'instant'],
      ['t.process_id', 'process_id', 'uuid'],
      ['t.number', 'number', 'integer'],
    ),
  },
  undated: {
    where: [sql`t.state = 'open' AND t.due_at IS NULL`],
    order: ascending(
      ['t.due_at', 'due_at', 'null'],
      ['t.process_id', 'process_id', 'uuid'],
      ['t.number', 'number', 'integer'],
    ),
  },
  closed: {
    where: [sql`t.state <> 'open'`],
    order: descending(
      ['t.closed_at', 'closed_at', 'instant'],
      ['t.process_id', 'process_id', 'uuid'],
      ['t.number', 'number', 'integer'],
    ),
  },
} satisfies Readonly<Record<string, Section<TaskRow>>>;
export type TaskSection = keyof typeof SECTIONS;

export interface TaskListQuery extends KeysetQuery {
  /** Sections that can contain matching tasks. */
  readonly sections: readonly TaskSection[];
  /** Over the rows `t` of the task and `p` of its process. */
  readonly where: readonly Condition[];
  /** Units whose tasks are read one unit after another; null where the conditions name one unit, one process, or none. */
  readonly units: readonly string[] | null;
}

/** Tasks with their processes, for lists and for the one who works on them. */
export class TasksRepository {
  /**
   * @param lists connections whose plans are made for lists: see createListPool
   * @param matter the title of the case over its row `p`, in its writer's words; may be null
   */
  constructor(
    private readonly db: Database,
    private readonly lists: Pool,
    private readonly matter: Sql,
  ) {}

  /** A task of staff. @param visible condition over the rows `t` and `p` */
  find(process: string, number: number, visible: Condition): Promise<TaskWithProcess | undefined> {
    return queryRow(
      this.db,
      sql`SELECT ${COLUMNS}, ${this.matter} AS matter, p.state AS process_state, p.stage AS process_stage, p.result, p.facts, p.started_at, p.ended_at
        FROM ${from(sql`task`)}
        WHERE t.process_id = ${process} AND t.number = ${number} AND t.role <> 'citizen' AND ${and(visible)}`,
      { prepare: 'always' },
    );
  }

  /** Who completed the latest task of each of these names: name -> account. */
  async performers(process: string, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await queryRows<{ name: string; account: string }>(
      this.db,
      sql`SELECT DISTINCT ON (name) name, closed_by AS account FROM task
        WHERE process_id = ${process} AND name = ANY (${names}) AND state = 'completed'
        ORDER BY name, closed_at DESC, number DESC`,
      { prepare: 'always' },
    );
    return new Map(rows.map(({ name, account }) => [name, account]));
  }

  /**
   * Open tasks, most urgent first, then closed ones, latest first. Each statement walks an index in the order of its
   * section and stops when the page is full: conditions are joined inside, displayed columns only to the rows of the page.
   *
   * @throws {DubanError} CURSOR_INVALID
   */
  page<V>({ sections, where, units, ...query }: TaskListQuery, view: (row: TaskRow) => V): Promise<Page<V>> {
    return keysetPage<TaskRow, V>(this.lists, query, {
      select: (clauses) =>
        sql`SELECT ${COLUMNS}, ${this.matter} AS matter FROM ${from(found(clauses, units))} ORDER BY ${clauses.order}`,
      where,
      sections: Object.fromEntries(sections.map((name) => [name, SECTIONS[name]])),
      view,
      prepare: 'capped',
    });
  }
}

function found({ where, order, limit }: PageClauses, units: readonly string[] | null): Sql {
  const walk = (unit: Sql): Sql =>
    sql`SELECT t.* FROM task t JOIN process p ON p.id = t.process_id WHERE ${unit}${where} ORDER BY ${order} LIMIT ${limit}`;
  // One short index walk per unit; their rows are sorted once more.
  return units
    ? sql`(SELECT t.* FROM unnest(${units}::text[]) AS own (unit)
        CROSS JOIN LATERAL (${walk(sql`t.unit = own.unit AND `)}) t ORDER BY ${order} LIMIT ${limit})`
    : sql`(${walk(sql``)})`;
}
