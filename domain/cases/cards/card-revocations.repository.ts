import { execute, queryRow, queryRows, type Executor } from '../../../infra/database/query.js';
import { raw, sql } from '../../../infra/database/sql.js';

/** An instant (ISO 8601) after which thresholds of a clock, or of all clocks of the process (null), do not count. */
export interface ReliefRow {
  readonly clock: number | null;
  readonly at: string;
}

/** Takes cards back, of one process that the transaction has locked. */
export class CardRevocationsRepository {
  constructor(private readonly db: Executor) {}

  /** Whether the process was cancelled as entered by mistake. */
  async wasMistaken(process: string): Promise<boolean> {
    const row = await queryRow(
      this.db,
      sql`
        SELECT 1 FROM timeline_entry
        WHERE process_id = ${process} AND type = 'process.cancelled' AND data ->> 'mistaken' = 'true'`,
    );
    return row !== undefined;
  }

  /** Removes all thresholds to come, and those that were missed. */
  async clearLadders(process: string): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE clock SET thresholds = NULL, missed = NULL, next_at = NULL
        WHERE process_id = ${process} AND next_at IS NOT NULL`,
    );
  }

  /** Revokes the cards of a process, and stops pending ones. Returns their ids. */
  async revokeAll(process: string, reason: string, at: Date): Promise<string[]> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`
        UPDATE card SET state = CASE WHEN state = 'pending' THEN 'stopped' ELSE 'revoked' END,
          decision_reason = ${reason}, decided_at = ${at}, statement_due_at = NULL
        WHERE process_id = ${process} AND state NOT IN ('stopped', 'revoked')
        RETURNING id`,
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Takes back the cards of thresholds that were reached after a relief of their clock. A red card for a missing statement
   * goes with its yellow card. Returns their ids.
   */
  async takeBack(
    process: string,
    reliefs: readonly ReliefRow[],
    reason: string,
    at: Date,
  ): Promise<string[]> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`
        WITH late AS (
          SELECT k.id, k.clock, k.level FROM card k
          WHERE k.process_id = ${process} AND ${raw(RAISED_BY_CLOCK)} AND EXISTS (
            SELECT 1 FROM jsonb_to_recordset(${JSON.stringify(reliefs)}::jsonb) AS r(clock int, at timestamptz)
            WHERE coalesce(r.clock, k.clock) = k.clock AND r.at < k.reached_at)
        ), following AS (
          SELECT k.id FROM card k JOIN late ON late.clock = k.clock AND late.level = 'yellow'
          WHERE k.process_id = ${process} AND k.threshold = 'unexplained' AND k.taken_back_at IS NULL
            AND k.state NOT IN ('stopped', 'revoked')
        )
        UPDATE card k SET state = CASE WHEN k.state = 'pending' THEN 'stopped' ELSE 'revoked' END,
          decision_reason = ${reason}, decided_at = ${at}, taken_back_at = ${at}, statement_due_at = NULL
        WHERE k.id IN (SELECT id FROM late UNION SELECT id FROM following)
        RETURNING k.id`,
    );
    return rows.map(({ id }) => id);
  }

  /** Puts the thresholds of cards that were taken back onto the ladders of their clocks. */
  async restoreLadders(process: string, cards: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE clock c SET thresholds = coalesce(c.thresholds, '{}') || k.thresholds, next_at = least(c.next_at, k.reached_at)
        FROM (
          SELECT clock, jsonb_object_agg(threshold, to_char(reached_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS thresholds,
            min(reached_at) AS reached_at
          FROM card WHERE id = ANY (${cards}::uuid[]) AND threshold <> 'unexplained' GROUP BY clock
        ) k
        WHERE c.process_id = ${process} AND c.number = k.clock AND c.state <> 'stopped'`,
    );
  }
}

/**
 * A card `k` in force or pending that its clock raised; a card for a missing statement does not depend on its clock. Also
 * part of the statement of the projection.
 */
export const RAISED_BY_CLOCK = `k.source = 'auto' AND k.clock > 0 AND k.threshold <> 'unexplained'
  AND k.taken_back_at IS NULL AND k.state NOT IN ('stopped', 'revoked')`;
