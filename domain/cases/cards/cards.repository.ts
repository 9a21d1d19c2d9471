import { isHiddenFrom, isSecret } from '../secrecy/secrecy.js';
import { unitNameAt } from '../units/name-at.js';
import { POINTS } from './card-points.js';
import { VALID_STATES, type CardLevel, type CardState } from './card-rows.js';
import { SupervisionCursor } from '../../../infra/database/entities/cards.js';
import {
  ascending,
  descending,
  keysetPage,
  type KeysetQuery,
  type Page,
} from '../../../infra/database/keyset-page.js';
import { queryRow, type Database } from '../../../infra/database/query.js';
import { and, sql, type Condition, type Sql } from '../../../infra/database/sql.js';

/** A card with its process, unit, clock and step, and what it counts now. */
export interface CardRow {
  readonly id: string;
  readonly process_id: string;
  readonly process_key: string;
  readonly process_version: number;
  readonly subject: string;
  readonly number: string | null;
  readonly threshold: string;
  readonly clock_code: string | null;
  readonly clock_title: string | null;
  readonly task_number: number | null;
  readonly task_name: string | null;
  readonly level: CardLevel;
  readonly state: CardState;
  readonly source: string;
  readonly unit: string;
  readonly unit_name: string | null;
  readonly points: number;
  readonly due_at: Date | null;
  readonly reached_at: Date;
  readonly created_at: Date;
  readonly issue_at: Date;
  readonly issued_at: Date | null;
  readonly reason: string | null;
  readonly decision_reason: string | null;
  readonly statement: string | null;
  readonly statement_at: Date | null;
  readonly statement_due_at: Date | null;
  readonly appeal_process_id: string | null;
  readonly decided_at: Date | null;
  readonly rectified_at: Date | null;
  readonly policy_id: string;
  readonly policy_version: number;
  readonly calendar_version: number;
  readonly confidential: boolean;
  /** Title of the case in its writer's words; read for staff only. */
  readonly matter?: string | null;
  /** Whether it is hidden from the unit of the client that reads it; read for clients only. */
  readonly hidden?: boolean;
}

const COLUMNS = sql`k.id, k.process_id, p.key AS process_key, p.version AS process_version, p.subject, k.number,
  k.level, k.threshold, k.state, k.source, k.unit, ${unitNameAt(sql`k.created_at`)} AS unit_name, ${POINTS} AS points,
  pol.body #>> ARRAY['cards', c.limit_key, 'clock'] AS clock_code,
  pol.body #>> ARRAY['limits', c.limit_key, 'title'] AS clock_title, step.number AS task_number, step.name AS task_name,
  k.due_at, k.reached_at, k.created_at, k.issue_at, k.issued_at, k.reason, k.decision_reason, k.statement, k.statement_at,
  k.statement_due_at, k.appeal_process_id, k.decided_at, k.rectified_at, k.policy_id, k.policy_version,
  k.calendar_version, ${isSecret('p')} AS confidential`;
const TABLES = sql`card k JOIN process p ON p.id = k.process_id LEFT JOIN unit u ON u.code = k.unit
  LEFT JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
  LEFT JOIN policy pol ON pol.id = k.policy_id AND pol.version = k.policy_version
  LEFT JOIN LATERAL (
    SELECT t.number, t.name FROM task t
    WHERE t.process_id = k.process_id AND t.opened_at <= k.reached_at AND (t.clock = k.clock
      OR c.task IS NULL AND c.number IS NOT NULL AND t.unit = k.unit AND (t.closed_at IS NULL OR t.closed_at > k.reached_at))
    ORDER BY (t.clock = k.clock) IS TRUE DESC, t.number DESC LIMIT 1
  ) step ON true`;

/** Cards as they are read. Conditions are over the rows `k` of the card and `p` of its process. */
export class CardsRepository {
  /** @param matter title of a case in its writer's words, over its row `p` */
  constructor(
    private readonly db: Database,
    private readonly matter: Sql,
  ) {}

  /** Latest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(query: KeysetQuery, where: readonly Condition[], view: (row: CardRow) => V): Promise<Page<V>> {
    return keysetPage<CardRow, V>(this.db, query, {
      select: sql`SELECT ${COLUMNS}, ${this.matter} AS matter FROM ${TABLES}`,
      where,
      order: descending(['k.created_at', 'created_at', 'instant'], ['k.id', 'id', 'uuid']),
      view,
    });
  }

  /**
   * Cards in force, oldest first, as a client may know them.
   *
   * @param path codes from the root down to the unit of the client; null for none
   * @throws {DubanError} CURSOR_INVALID
   */
  pageInForce<V>(
    query: KeysetQuery,
    path: readonly string[] | null,
    view: (row: CardRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<CardRow, V>(this.db, query, {
      select: sql`SELECT ${COLUMNS}, ${isHiddenFrom('p', path)} AS hidden FROM ${TABLES}`,
      where: [sql`k.state = ANY (${VALID_STATES}::text[])`],
      order: ascending(['k.created_at', 'created_at', 'instant'], ['k.id', 'id', 'uuid']),
      view,
    });
  }

  /** @param id a uuid */
  find(id: string, where: Condition): Promise<CardRow | undefined> {
    return queryRow(
      this.db,
      sql`SELECT ${COLUMNS}, ${this.matter} AS matter FROM ${TABLES} WHERE ${and(sql`k.id = ${id}`, where)}`,
    );
  }

  /** Number of the last event of the supervision feed. */
  async lastEvent(): Promise<number> {
    const { last } = await this.db.getRepository(SupervisionCursor).findOneByOrFail({ one: true });
    return Number(last);
  }
}
