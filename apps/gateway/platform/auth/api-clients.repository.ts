import type { OauthClient } from '../../../../infra/database/entities/accounts.js';
import { execute, queryRow, type Database } from '../../../../infra/database/query.js';
import { sql } from '../../../../infra/database/sql.js';

/** A program's credentials with the place of the unit that runs it. */
export interface ApiClientRow extends Pick<OauthClient, 'id' | 'secretHash' | 'scopes' | 'tokenVersion'> {
  /** Of the secret before a rotation, as long as it is valid. */
  readonly previousHash: string | null;
  /** Codes from the root down to the unit; null when it belongs to none. */
  readonly unitKin: string[] | null;
}

export class ApiClientsRepository {
  constructor(private readonly db: Database) {}

  findEnabled(id: string): Promise<ApiClientRow | undefined> {
    return queryRow(
      this.db,
      sql`SELECT c.id, c.secret_hash AS "secretHash", c.scopes, c.token_version AS "tokenVersion",
          CASE WHEN c.previous_until > now() THEN c.previous_hash END AS "previousHash", u.kin AS "unitKin"
        FROM oauth_client c LEFT JOIN unit u ON u.code = c.unit_code WHERE c.id = ${id} AND NOT c.disabled`,
    );
  }

  /** Records that a client got a token. */
  async markUsed(id: string): Promise<void> {
    await execute(this.db, sql`UPDATE oauth_client SET used_at = now() WHERE id = ${id}`);
  }
}
