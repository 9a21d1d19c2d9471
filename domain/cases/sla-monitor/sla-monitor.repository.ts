import type { Card, SlaMonitorState } from '../../../infra/database/entities/cards.js';
import type { Unit } from '../../../infra/database/entities/accounts.js';
import type { Clock } from '../../../infra/database/entities/processes.js';
import { execute, queryRow, queryRows, type Executor } from '../../../infra/database/query.js';
import type { RowOf } from '../../../infra/database/row-of.js';
import { sql, type Sql } from '../../../infra/database/sql.js';
import type { CardsInForce, DueClock, DueStatement } from './card-plan.js';
import { ACTED_AT, isHeld } from './held-thresholds.js';

export type ClockKey = Pick<RowOf<Clock>, 'process_id' | 'number'>;
export type CardKey = Pick<RowOf<Card>, 'id' | 'process_id'>;

/** What a clock is left with after its reached thresholds raised their cards. */
export interface LadderRow extends ClockKey {
  readonly thresholds: Readonly<Record<string, string>>;
  /** ISO 8601. */
  readonly next_at: string | null;
}

/** When the next turn is due at the latest. */
export interface NextTurn {
  readonly now: Date;
  readonly latest: Date;
  /** When to check thresholds again that are reached and held. */
  readonly held: Date;
}

/** The statements of the SLA monitor: each one works on the clocks or cards of all processes at once. */
export class SlaMonitorRepository {
  constructor(private readonly db: Executor) {}

  /** A retried turn keeps the start of its first attempt: see `secondsBehind`. */
  async beginTurn(): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE sla_monitor_state SET next_at = NULL,
          turn_at = CASE WHEN next_at IS NULL THEN coalesce(turn_at, now()) ELSE now() END`,
    );
  }

  /** Ends a turn; returns when the next one is due. Two minima each, so that both are read off the end of an index. */
  async endTurn({ now, latest, held }: NextTurn): Promise<Date> {
    const row = await queryRow<Pick<RowOf<SlaMonitorState>, 'next_at'>>(
      this.db,
      sql`
        UPDATE sla_monitor_state SET beat_at = ${now}, turn_at = NULL, next_at = least(${latest}::timestamptz,
          (SELECT min(next_at) FROM clock WHERE next_at > ${now} AND retry_at IS NULL),
          (SELECT ${held}::timestamptz WHERE EXISTS (SELECT 1 FROM clock WHERE next_at <= ${now} AND retry_at IS NULL)),
          (SELECT min(retry_at) FROM clock WHERE retry_at IS NOT NULL AND next_at IS NOT NULL),
          (SELECT min(issue_at) FROM card WHERE state = 'pending' AND retry_at IS NULL),
          (SELECT min(statement_due_at) FROM card WHERE statement_due_at IS NOT NULL AND retry_at IS NULL),
          (SELECT min(retry_at) FROM card WHERE retry_at IS NOT NULL))
        RETURNING next_at`,
    );
    return row!.next_at!;
  }

  /** Clocks that have reached a threshold, the most urgent first. */
  dueClocks(now: Date, limit: number): Promise<ClockKey[]> {
    return queryRows(
      this.db,
      sql`
        SELECT c.process_id, c.number FROM clock c
        WHERE c.next_at <= ${now} AND (c.retry_at IS NULL OR c.retry_at <= ${now}) AND NOT ${isHeld('c.next_at')}
        ORDER BY c.next_at, c.process_id, c.number LIMIT ${limit}`,
    );
  }

  /** Those of these clocks that are still due, with what their cards are planned from. */
  readDueClocks(clocks: readonly ClockKey[], now: Date): Promise<DueClock[]> {
    const processes = clocks.map((clock) => clock.process_id);
    const numbers = clocks.map(({ number }) => number);
    return queryRows(
      this.db,
      sql`
        SELECT c.process_id, c.number, c.limit_key, c.unit, c.due_at, c.thresholds, c.missed,
          coalesce(c.paused_at, c.stopped_at) AS still_since, c.policy_id, c.policy_version, c.calendar_version,
          ${ACTED_AT} AS acted_at
        FROM clock c JOIN unnest(${processes}::uuid[], ${numbers}::int[]) AS due(process_id, number) USING (process_id, number)
        WHERE c.next_at <= ${now} AND NOT ${isHeld('c.next_at')}
        ORDER BY c.next_at, c.process_id, c.number`,
    );
  }

  /** Yellow and red cards in force, by process. */
  async cardsInForce(processes: readonly string[]): Promise<Map<string, CardsInForce>> {
    const rows = await queryRows<{ process_id: string } & CardsInForce[number]>(
      this.db,
      sql`
        SELECT process_id, clock, level, unit FROM card
        WHERE process_id = ANY(${processes}) AND level IN ('yellow', 'red') AND state NOT IN ('stopped', 'revoked')`,
    );
    const byProcess = new Map<string, CardsInForce>();
    for (const { process_id: id, ...card } of rows) {
      byProcess.set(id, [...(byProcess.get(id) ?? []), card]);
    }
    return byProcess;
  }

  /** Code of a unit -> codes from the root down to it. */
  async unitPaths(units: readonly string[]): Promise<Map<string, readonly string[]>> {
    const rows = await queryRows<Pick<Unit, 'code' | 'path'>>(
      this.db,
      sql`SELECT code, path FROM unit WHERE code = ANY (${units})`,
    );
    return new Map(rows.map(({ code, path }) => [code, path]));
  }

  /** An empty ladder stays an object, so that a clock that is resumed later does not start its ladder again. */
  async moveLadders(ladders: readonly LadderRow[]): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE clock c SET thresholds = CASE WHEN c.state <> 'stopped' THEN m.thresholds END, missed = NULL, next_at = m.next_at,
          error = CASE WHEN c.retry_at IS NULL THEN c.error END, retry_at = NULL
        FROM jsonb_to_recordset(${JSON.stringify(ladders)}::jsonb) AS m(process_id uuid, number int, thresholds jsonb, next_at timestamptz)
        WHERE c.process_id = m.process_id AND c.number = m.number`,
    );
  }

  /** Pending cards that nobody has stopped in time. */
  duePendingCards(now: Date, limit: number): Promise<CardKey[]> {
    return queryRows(
      this.db,
      sql`
        SELECT id, process_id FROM card
        WHERE state = 'pending' AND issue_at <= ${now} AND (retry_at IS NULL OR retry_at <= ${now})
        ORDER BY issue_at LIMIT ${limit}`,
    );
  }

  /** Ids of those of these cards that are still to be issued. */
  async stillPending(cards: readonly string[], now: Date): Promise<string[]> {
    const rows = await queryRows<Pick<Card, 'id'>>(
      this.db,
      sql`SELECT id FROM card WHERE id = ANY(${cards}) AND state = 'pending' AND issue_at <= ${now}`,
    );
    return rows.map(({ id }) => id);
  }

  async clearCardRetries(cards: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE card SET retry_at = NULL WHERE id = ANY(${cards}) AND retry_at IS NOT NULL`,
    );
  }

  /** Yellow cards whose written statement is overdue. */
  dueStatements(now: Date, limit: number): Promise<CardKey[]> {
    return queryRows(
      this.db,
      sql`
        SELECT id, process_id FROM card
        WHERE statement_due_at <= ${now} AND (retry_at IS NULL OR retry_at <= ${now})
        ORDER BY statement_due_at LIMIT ${limit}`,
    );
  }

  /** Those of these cards whose statement is still overdue, with what a red card is made from. */
  readDueStatements(cards: readonly string[], now: Date): Promise<DueStatement[]> {
    return queryRows(
      this.db,
      sql`
        SELECT k.id, k.process_id, k.clock, k.unit, k.due_at, k.statement_due_at, k.policy_id, k.policy_version,
          k.calendar_version,
          EXISTS (SELECT 1 FROM card r WHERE r.process_id = k.process_id AND r.clock = k.clock AND r.level = 'red'
            AND r.state NOT IN ('stopped', 'revoked')) AS has_red
        FROM card k WHERE k.id = ANY(${cards}) AND k.statement_due_at <= ${now}`,
    );
  }

  async clearStatements(cards: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE card SET statement_due_at = NULL, retry_at = NULL WHERE id = ANY(${cards})`,
    );
  }

  /** Cards whose unit has done what was late, or whose process has ended. */
  dueRectifications(now: Date, limit: number): Promise<CardKey[]> {
    return queryRows(
      this.db,
      sql`
        SELECT k.id, k.process_id ${UNSETTLED} AND (p.ended_at IS NOT NULL OR ${FULFILLED_AT} IS NOT NULL)
          AND (k.retry_at IS NULL OR k.retry_at <= ${now}) LIMIT ${limit}`,
    );
  }

  /** Records when the work was done. A card of a process that has ended is settled either way. */
  async settleCards(cards: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE card SET rectified_at = CASE WHEN card.state <> 'revoked' THEN now.at END, settled = true, retry_at = NULL
        FROM (SELECT k.id, ${FULFILLED_AT} AS at ${UNSETTLED} AND k.id = ANY (${cards})) AS now
        WHERE card.id = now.id`,
    );
  }

  async skipClock({ process_id: process, number }: ClockKey, error: string, until: Date): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE clock SET error = ${error}, retry_at = ${until} WHERE process_id = ${process} AND number = ${number}`,
    );
  }

  async skipCard(id: string, until: Date): Promise<void> {
    await execute(this.db, sql`UPDATE card SET retry_at = ${until} WHERE id = ${id}`);
  }

  /**
   * Seconds by which the next turn is overdue, or for which the current turn has been running; 0 while the SLA monitor
   * sleeps. Null when it has never run.
   */
  async secondsBehind(): Promise<number | null> {
    // During a turn `next_at` is null, and `turn_at` is when the turn began.
    const row = await queryRow<{ seconds: number | null }>(
      this.db,
      sql`
        SELECT greatest(0, extract(epoch FROM now() - coalesce(next_at, turn_at, beat_at)))::float8 AS seconds
        FROM sla_monitor_state WHERE coalesce(next_at, turn_at, beat_at) IS NOT NULL`,
    );
    return row?.seconds ?? null;
  }
}

/**
 * When the unit of a card `k` has done what the clock `c` that raised it is for, or did it under a later clock of the same
 * limit; null while it has not. The act of another unit does not count, but a county answers through its offices.
 */
const FULFILLED_AT: Sql = sql`(SELECT min(f.fulfilled_at) FROM clock f LEFT JOIN unit u ON u.code = f.unit
  WHERE f.process_id = k.process_id AND f.number >= k.clock AND f.limit_key = c.limit_key
    AND (f.task IS NULL) = (c.task IS NULL) AND (f.unit = k.unit OR k.unit = ANY (u.path)))`;

/** Issued cards that wait for the work that was late. */
const UNSETTLED: Sql = sql`
  FROM card k JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
    JOIN process p ON p.id = k.process_id
  WHERE k.issued_at IS NOT NULL AND k.rectified_at IS NULL AND k.clock > 0 AND k.level IN ('yellow', 'red')
    AND NOT k.settled`;
