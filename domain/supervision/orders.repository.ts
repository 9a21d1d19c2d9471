import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import type { Database } from '../../infra/database/query.js';
import { and, join, literal, sql, type Condition, type Sql } from '../../infra/database/sql.js';

/**
 * What became of an order. `answered`: the unit that it went to has finished a task or written a comment since; `closed`: the
 * process ended without either.
 */
export const ORDER_STATES = ['open', 'overdue', 'answered', 'closed'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const ORDER_KINDS = ['urge', 'order'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** An order to a process, with its answer. */
export interface OrderRow {
  readonly id: string;
  readonly process_id: string;
  /** Number of its timeline entry. */
  readonly seq: number;
  readonly process_key: string;
  readonly subject: string;
  readonly matter: string | null;
  readonly kind: OrderKind;
  readonly at: Date;
  /** Title of the account; null for a program. */
  readonly by: string | null;
  readonly unit: string | null;
  readonly unit_name: string | null;
  readonly reply_by: Date | null;
  readonly answered_at: Date | null;
  readonly state: OrderState;
}

/** Orders (督办单) and calls (催办) of supervisors. Conditions are over the rows `o` of the order and `p` of its process. */
export class OrdersRepository {
  /** @param matter title of a case, over the row `p` */
  constructor(
    private readonly db: Database,
    private readonly matter: Sql,
  ) {}

  /** Latest first. @param at what is overdue is so at this instant. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    where: readonly Condition[],
    at: Date,
    view: (row: OrderRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<OrderRow, V>(this.db, query, {
      select: sql`SELECT o.*, a.title AS by, u.name AS unit_name, ${stateAt(at)} AS state, ${this.matter} AS matter
        FROM ${ORDERS} LEFT JOIN account a ON a.id::text = e.account LEFT JOIN unit u ON u.code = o.unit`,
      counted: sql`SELECT FROM ${ORDERS}`,
      where: [sql`e.type = 'message.received' AND e.data ->> 'name' = 'order'`, ...where],
      order: descending(
        ['o.at', 'at', 'instant'],
        ['o.process_id', 'process_id', 'uuid'],
        ['o.seq', 'seq', 'integer'],
      ),
      view,
    });
  }
}

/**
 * Orders in a state, over the rows `e` and `o`. Their answer has to be looked for, so those of ended processes are left out
 * first: IS TRUE keeps the planner from walking the timelines of all open processes instead.
 *
 * @param at what is overdue is so at this instant
 */
export const ordersIn = (state: OrderState, at: Date): Sql =>
  and(
    (state === 'open' || state === 'overdue') &&
      sql`(e.process_id IN (SELECT q.id FROM process q WHERE q.ended_at IS NULL)) IS TRUE`,
    isOrderIn(state, at),
  );

/** Over the row `o`. */
function isOrderIn(state: OrderState, at: Date): Sql {
  switch (state) {
    case 'answered':
      return sql`o.answered_at IS NOT NULL`;
    case 'closed':
      return sql`o.ended_at IS NOT NULL AND o.answered_at IS NULL`;
    case 'overdue':
      return sql`o.ended_at IS NULL AND o.reply_by <= ${at} AND o.answered_at IS NULL`;
    case 'open':
      return sql`o.ended_at IS NULL AND coalesce(o.reply_by > ${at}, true) AND o.answered_at IS NULL`;
  }
}

const stateAt = (at: Date): Sql =>
  sql`CASE ${join(
    ORDER_STATES.map((state) => sql`WHEN ${isOrderIn(state, at)} THEN ${literal(state)}`),
    ' ',
  )} END`;

/** The day of a reply is over at its 24:00; letters name an instant, other processes a day. */
const REPLY_BY = sql`CASE WHEN c.body ->> 'replyBy' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
  THEN ((c.body ->> 'replyBy')::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai' ELSE (c.body ->> 'replyBy')::timestamptz END`;

/** An order goes to the unit that has the case when it comes: that of the most urgent open task, as lists show it. */
const HELD_BY = sql`
  SELECT t.unit FROM task t
  WHERE t.process_id = e.process_id AND t.role <> 'citizen' AND t.opened_at <= e.at AND coalesce(t.closed_at > e.at, true)
  ORDER BY t.due_at, t.number LIMIT 1`;

const ANSWERED_AT = sql`least(
  (SELECT min(t.closed_at) FROM task t
    WHERE t.process_id = e.process_id AND t.unit = held.unit AND t.state = 'completed' AND t.closed_at > e.at),
  (SELECT min(m.at) FROM comment m WHERE m.process_id = e.process_id AND m.unit = held.unit AND m.at > e.at))`;

/** Orders `e`, with their process `p` and what became of them, `o`. */
const ORDERS = sql`timeline_entry e JOIN process p ON p.id = e.process_id
  LEFT JOIN content c ON c.command_id = (e.data ->> 'command')::uuid
  CROSS JOIN LATERAL (SELECT coalesce((${HELD_BY}), p.facts ->> 'lead') AS unit) held
  CROSS JOIN LATERAL (
    SELECT e.data ->> 'command' AS id, e.process_id, e.seq, p.key AS process_key, p.subject, p.ended_at,
      lower(coalesce(c.decision ->> 'kind', 'order')) AS kind, e.at, held.unit, ${REPLY_BY} AS reply_by,
      ${ANSWERED_AT} AS answered_at
  ) o`;
