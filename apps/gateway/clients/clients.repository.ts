import { OauthClient } from '../../../infra/database/entities/accounts.js';
import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { integer, sql } from '../../../infra/database/sql.js';

/** A program without its secrets. */
export type ManagedClientRow = Omit<
  OauthClient,
  'secretHash' | 'previousHash' | 'disabled' | 'tokenVersion'
> & {
  readonly unitName: string | null;
  readonly proposerTitle: string | null;
  readonly confirmerTitle: string | null;
};

const SELECT = sql`SELECT c.id, c.title, c.unit_code AS "unitCode", u.name AS "unitName", c.scopes,
    c.created_at AS "createdAt", c.rotated_at AS "rotatedAt", c.used_at AS "usedAt", c.ended_at AS "endedAt",
    CASE WHEN c.previous_until > now() THEN c.previous_until END AS "previousUntil",
    c.proposed_by AS "proposedBy", proposer.title AS "proposerTitle",
    c.confirmed_by AS "confirmedBy", confirmer.title AS "confirmerTitle"
  FROM oauth_client c LEFT JOIN unit u ON u.code = c.unit_code
    LEFT JOIN account proposer ON proposer.id = c.proposed_by LEFT JOIN account confirmer ON confirmer.id = c.confirmed_by`;

/** Programs as administrators keep them. */
export class ClientsRepository {
  constructor(private readonly db: Database) {}

  /** Those that work first, by name. */
  list(): Promise<ManagedClientRow[]> {
    return queryRows(this.db, sql`${SELECT} ORDER BY c.ended_at IS NOT NULL, c.title, c.id`);
  }

  find(id: string): Promise<ManagedClientRow | undefined> {
    return queryRow(this.db, sql`${SELECT} WHERE c.id = ${id}`);
  }

  /** As `find`; locked until the end of the transaction. */
  lock(id: string): Promise<ManagedClientRow | undefined> {
    return queryRow(this.db, sql`${SELECT} WHERE c.id = ${id} FOR UPDATE OF c`);
  }

  /** Adds one that does not work before it is confirmed. */
  async propose(
    client: Pick<OauthClient, 'id' | 'title' | 'secretHash' | 'scopes' | 'unitCode' | 'proposedBy'>,
  ): Promise<void> {
    await this.db.getRepository(OauthClient).insert({ ...client, disabled: true });
  }

  async confirm(id: string, confirmedBy: string): Promise<void> {
    await this.db.getRepository(OauthClient).update({ id }, { confirmedBy, disabled: false });
  }

  /** @param overlapHours 0: the old secret and its tokens are void at once */
  async rotate(id: string, secretHash: string, overlapHours: number): Promise<void> {
    const kept =
      overlapHours > 0
        ? sql`previous_hash = secret_hash, previous_until = now() + make_interval(hours => ${integer(overlapHours)})`
        : sql`previous_hash = NULL, previous_until = NULL, token_version = token_version + 1`;
    await execute(
      this.db,
      sql`UPDATE oauth_client SET ${kept}, secret_hash = ${secretHash}, rotated_at = now() WHERE id = ${id}`,
    );
  }

  async end(id: string): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE oauth_client SET disabled = true, ended_at = now(), previous_hash = NULL, previous_until = NULL
        WHERE id = ${id}`,
    );
  }
}
