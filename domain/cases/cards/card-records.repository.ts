import type { Card } from '../../../infra/database/entities/cards.js';
import { execute, queryRow, queryRows, type Executor } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';
import { unitNameAt } from '../units/name-at.js';
import type { PolicyRef } from './card-policies.js';
import { CARD_LEVELS, type CardLevel, type CardRow, type CardState, type NewCard } from './card-rows.js';

/** What issuing a card adds to it. `statement_due_at` is ISO 8601; null when no statement becomes due. */
export interface CardIssue {
  readonly id: string;
  readonly number: string;
  readonly statement_due_at: string | null;
}

/** The life of cards as rows. How clients read them: cards.repository.ts. */
export class CardRecordsRepository {
  constructor(private readonly db: Executor) {}

  /** Inserts cards, except automatic ones that exist for their clock and threshold. Returns the ids of the new ones. */
  async insert(cards: readonly NewCard[]): Promise<Set<string>> {
    if (cards.length === 0) return new Set();
    const rows = await queryRows<Pick<Card, 'id'>>(
      this.db,
      sql`
        INSERT INTO card (id, process_id, clock, threshold, level, unit, source, state, points, absorbs, due_at, reached_at, created_at,
          issue_at, issued_at, reason, issued_by, policy_id, policy_version, calendar_version)
        SELECT id, process_id, clock, threshold, level, unit, source, state, points, absorbs, due_at, reached_at, created_at, issue_at,
          issued_at, reason, issued_by, policy_id, policy_version, calendar_version
        FROM jsonb_populate_recordset(NULL::card, ${JSON.stringify(cards)}::jsonb)
        ON CONFLICT DO NOTHING
        RETURNING id`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Cards in the order in which they were reached, mildest first. */
  find(ids: readonly string[]): Promise<CardRow[]> {
    return queryRows(
      this.db,
      sql`
        SELECT k.id, k.process_id, k.clock, k.threshold, k.level, k.unit, ${unitNameAt(sql`k.created_at`)} AS unit_name, k.source, k.state, k.number, k.reason,
          k.due_at, k.issued_at, k.rectified_at, k.statement_at, k.appeal_process_id, k.policy_id, k.policy_version, k.calendar_version, c.limit_key,
          pol.body #>> ARRAY['limits', c.limit_key, 'title'] AS clock_title, p.key AS process_key, p.subject, p.hidden_from,
          ${isSecret('p')} AS confidential
        FROM card k
          JOIN process p ON p.id = k.process_id
          LEFT JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
          LEFT JOIN unit u ON u.code = k.unit
          LEFT JOIN policy pol ON pol.id = k.policy_id AND pol.version = k.policy_version
        WHERE k.id = ANY(${ids})
        ORDER BY k.reached_at, array_position(${CARD_LEVELS}::text[], k.level), k.id`,
    );
  }

  /** The policy that the latest clock of a process is pinned to; undefined when the process has no clock. */
  policyOfLatestClock(process: string): Promise<PolicyRef | undefined> {
    return queryRow(
      this.db,
      sql`SELECT policy_id, policy_version FROM clock WHERE process_id = ${process} ORDER BY number DESC LIMIT 1`,
    );
  }

  /**
   * Draws the next numbers of a year and level; returns the last of them. The row stays locked until the commit, so a
   * transaction that fails leaves no gap.
   */
  async drawNumbers(year: number, level: CardLevel, count: number): Promise<number> {
    const row = await queryRow<{ last: number }>(
      this.db,
      sql`
        INSERT INTO card_number (year, level, last) VALUES (${year}, ${level}, ${count})
        ON CONFLICT (year, level) DO UPDATE SET last = card_number.last + excluded.last RETURNING last`,
    );
    return row!.last;
  }

  async issue(cards: readonly CardIssue[], at: Date): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE card k SET state = 'issued', issued_at = ${at}, number = r.number, statement_due_at = r.statement_due_at
        FROM jsonb_to_recordset(${JSON.stringify(cards)}::jsonb) AS r(id uuid, number text, statement_due_at timestamptz)
        WHERE k.id = r.id`,
    );
  }

  async stop(id: string, reason: string, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE card SET state = 'stopped', decision_reason = ${reason}, decided_at = ${at} WHERE id = ${id}`,
    );
  }

  async explain(id: string, statement: string, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE card SET statement = ${statement}, statement_at = ${at}, statement_due_at = NULL WHERE id = ${id}`,
    );
  }

  /** @param appeal id of the process that decides the appeal */
  async appeal(id: string, appeal: string): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE card SET state = 'appealed', appeal_process_id = ${appeal}, statement_due_at = NULL WHERE id = ${id}`,
    );
  }

  /** @param decision.statementDueAt ISO 8601 */
  async decide(
    id: string,
    decision: {
      readonly state: CardState;
      readonly at: Date;
      readonly reason: string | null;
      readonly statementDueAt: string | null;
    },
  ): Promise<void> {
    const { state, at, reason, statementDueAt } = decision;
    await execute(
      this.db,
      sql`
        UPDATE card SET state = ${state}, decided_at = ${at}, decision_reason = ${reason},
          statement_due_at = ${statementDueAt}
        WHERE id = ${id}`,
    );
  }

  /** The reason that was written with the latest decision on an appeal, whether or not it is projected yet. */
  async appealReason(appeal: string): Promise<string | null> {
    const row = await queryRow<{ reason: string | null }>(
      this.db,
      sql`
        SELECT c.body ->> 'reason' AS reason FROM command m JOIN content c ON c.command_id = m.id
        WHERE m.process_id = ${appeal} AND m.kind = 'complete' AND m.state IN ('accepted', 'done')
        ORDER BY m.accepted_at DESC LIMIT 1`,
    );
    return row?.reason ?? null;
  }
}
