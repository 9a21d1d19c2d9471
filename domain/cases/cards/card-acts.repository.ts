import { Card } from '../../../infra/database/entities/cards.js';
import { execute, queryRow, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
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

/** What acts on cards depend on. */
export class CardActsRepository {
  constructor(private readonly db: Database) {}

  find(id: string): Promise<Card | null> {
    return this.db.getRepository(Card).findOneBy({ id });
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

  /** Makes the appeals against cards of a process as secret as the process is now. */
  async inheritSecrecy(process: string): Promise<void> {
    await execute(this.db, inheritSecrecy(process));
  }
}
