import { Card } from '../../../infra/database/entities/cards.js';
import { execute, queryRow, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { HEIR } from '../units/successions.repository.js';
import { inheritSecrecy } from '../secrecy/secrecy.js';
import type { CardState } from './card-rows.js';

/** A decision on a card without an appeal. */
export interface TakenDecision {
  readonly card: string;
  readonly process: string;
  readonly state: CardState;
  readonly reason: string;
  /** Account or client. */
  readonly account: string;
}

/** An appeal as its unit wrote it, and the office that decides on it. */
export interface AppealRow {
  readonly at: Date;
  /** Null once it has been erased. */
  readonly evidence: string | null;
  /** Name of the unit that is to decide; null before its task is open. */
  readonly office: string | null;
  /** Name of the unit whose account decided: another office may do so. */
  readonly decidedBy: string | null;
}

/** What acts on cards depend on. */
export class CardActsRepository {
  constructor(private readonly db: Database) {}

  find(id: string): Promise<Card | null> {
    return this.db.getRepository(Card).findOneBy({ id });
  }

  /**
   * The unit that explains and appeals the card of a unit: it, or who continues its business, in this case.
   *
   * @param today YYYY-MM-DD, Asia/Shanghai
   */
  async answeringFor(unit: string, process: string, today: string): Promise<string> {
    const row = await queryRow<{ code: string }>(
      this.db,
      sql`WITH RECURSIVE line (code, place) AS (
          SELECT ${unit}::text, 0 UNION ALL
          SELECT ${HEIR}, l.place + 1 FROM line l JOIN unit u ON u.code = l.code JOIN process p ON p.id = ${process}
          WHERE u.valid_to < ${today}::date AND u.successor_code IS NOT NULL)
        SELECT code FROM line ORDER BY place DESC LIMIT 1`,
    );
    return row!.code;
  }

  /** Whether an account or a client issued the card by hand. */
  isIssuer(id: string, issuedBy: string): Promise<boolean> {
    return this.db.getRepository(Card).existsBy({ id, issuedBy });
  }

  /** Whether this decision was taken already. */
  async wasTaken({ card, process, state, reason, account }: TakenDecision): Promise<boolean> {
    const taken = await queryRow(
      this.db,
      sql`SELECT 1 FROM card k
          JOIN timeline_entry e ON e.process_id = k.process_id AND e.data ->> 'card' = k.id::text
        WHERE k.id = ${card} AND k.process_id = ${process} AND k.state = ${state} AND k.decision_reason = ${reason}
          AND e.type = ${`card.${state}`} AND e.account = ${account}`,
    );
    return taken !== undefined;
  }

  /** The open task in which an appeal is decided. */
  appealTask(appeal: string): Promise<{ number: number; unit: string; role: string } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT number, unit, role FROM task WHERE process_id = ${appeal} AND name = 'decide' AND state = 'open'`,
    );
  }

  /** @param appeal id of its process */
  appealOf(appeal: string): Promise<AppealRow | undefined> {
    return queryRow(
      this.db,
      sql`SELECT p.started_at AS at, c.body ->> 'evidence' AS evidence, u.name AS office, d.name AS "decidedBy"
        FROM process p
        LEFT JOIN command m ON m.process_id = p.id AND m.kind = 'begin' LEFT JOIN content c ON c.command_id = m.id
        LEFT JOIN task t ON t.process_id = p.id AND t.name = 'decide' LEFT JOIN unit u ON u.code = t.unit
        LEFT JOIN account a ON a.id::text = t.closed_by LEFT JOIN unit d ON d.code = a.unit_code
        WHERE p.id = ${appeal} ORDER BY t.number DESC LIMIT 1`,
    );
  }

  /** Name of the unit whose account stopped the card or decided on it without an appeal, latest first. */
  async deciderOf(card: string, process: string): Promise<string | null> {
    const row = await queryRow<{ unit: string | null }>(
      this.db,
      sql`SELECT u.name AS unit FROM timeline_entry e LEFT JOIN account a ON a.id::text = e.account
          LEFT JOIN unit u ON u.code = coalesce(a.unit_code, e.unit)
        WHERE e.process_id = ${process} AND e.data ->> 'card' = ${card}
          AND e.type IN ('card.stopped', 'card.revoked', 'card.upheld', 'card.escalated')
        ORDER BY e.seq DESC LIMIT 1`,
    );
    return row?.unit ?? null;
  }

  /** Makes the appeals against cards of a process as secret as the process is now. */
  async inheritSecrecy(process: string): Promise<void> {
    await execute(this.db, inheritSecrecy(process));
  }
}
