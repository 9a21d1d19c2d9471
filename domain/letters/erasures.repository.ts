import { Erasure } from '../../infra/database/entities/letters.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { queryRow, type Database } from '../../infra/database/query.js';
import { and, equal, sql, type Condition, type Sql } from '../../infra/database/sql.js';
import { isHiddenFrom, isSecret } from '../cases/secrecy/secrecy.js';

/** A proposed or decided erasure, with its letter and the names of its persons. */
export type ErasureRow = Erasure & {
  readonly letterNo: string;
  /** Of the letter's process. */
  readonly processState: string;
  readonly secret: boolean;
  /** Whether the body that an accusation is for has it. */
  readonly taken: boolean;
  /** Whether the letter is hidden from the unit of who proposed it. */
  readonly accusesProposer: boolean;
  readonly proposerTitle: string;
  readonly deciderTitle: string | null;
};

/** The discipline body has taken the accusation over, or it is on its way to the one above. Over the row `p`. */
const TAKEN = sql`EXISTS (SELECT 1 FROM task t
    WHERE t.process_id = p.id AND t.name IN ('takeOver', 'transfer') AND t.state = 'completed')`;

const SELECT = sql`SELECT e.id, e.process_id AS "processId", e.reason, e.state, e.proposed_by AS "proposedBy",
    e.proposed_at AS "proposedAt", e.decided_by AS "decidedBy", e.decided_at AS "decidedAt",
    e.decision_reason AS "decisionReason", l.letter_no AS "letterNo", p.state AS "processState",
    ${isSecret('p')} AS secret, ${TAKEN} AS taken, ${isHiddenFrom('p', sql`u.kin`)} AS "accusesProposer",
    proposer.title AS "proposerTitle", decider.title AS "deciderTitle"
  FROM erasure e JOIN letter l ON l.process_id = e.process_id JOIN process p ON p.id = e.process_id
    JOIN account proposer ON proposer.id = e.proposed_by JOIN unit u ON u.code = proposer.unit_code
    LEFT JOIN account decider ON decider.id = e.decided_by`;

/** Whether a letter accuses none of these units. Over the row `p`. */
export const accusesNone = (units: readonly string[]): Sql => sql`NOT ${isHiddenFrom('p', units)}`;

/** Erasures by two persons. Conditions are over the row `p` of the letter's process. */
export class ErasuresRepository {
  constructor(private readonly db: Database) {}

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    filter: { readonly state: Erasure['state'] | undefined; readonly seen: Condition },
    view: (row: ErasureRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<ErasureRow, V>(this.db, query, {
      select: SELECT,
      where: [filter.seen, equal('e.state', filter.state)],
      order: descending(['e.proposed_at', 'proposedAt', 'instant'], ['e.id', 'id', 'uuid']),
      view,
    });
  }

  find(id: string): Promise<ErasureRow | undefined> {
    return queryRow(this.db, sql`${SELECT} WHERE e.id = ${id}`);
  }

  /** Locked until the end of the transaction. */
  lock(id: string, seen: Condition): Promise<ErasureRow | undefined> {
    return queryRow(this.db, sql`${SELECT} WHERE ${and(sql`e.id = ${id}`, seen)} FOR UPDATE OF e`);
  }

  /** The process of a letter that the reader may name, by the letter's number. */
  processOf(letterNo: string, seen: Condition): Promise<{ id: string; erased: boolean } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT p.id, l.erased_at IS NOT NULL AS erased FROM letter l JOIN process p ON p.id = l.process_id
        WHERE ${and(sql`l.letter_no IN (${letterNo}, upper(${letterNo}))`, seen)}`,
    );
  }

  async add(
    erasure: Pick<Erasure, 'id' | 'processId' | 'reason' | 'proposedBy' | 'proposedAt'>,
  ): Promise<void> {
    await this.db.getRepository(Erasure).insert({ ...erasure, state: 'proposed' });
  }

  async decide(
    id: string,
    decision: Pick<Erasure, 'state' | 'decidedBy' | 'decidedAt'> & Partial<Pick<Erasure, 'decisionReason'>>,
  ): Promise<void> {
    await this.db.getRepository(Erasure).update({ id }, decision);
  }
}
