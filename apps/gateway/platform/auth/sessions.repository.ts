import { StaffSession } from '../../../../infra/database/entities/accounts.js';
import { execute, queryRow, type Database } from '../../../../infra/database/query.js';
import { sql } from '../../../../infra/database/sql.js';

/** Sessions of staff. All instants are those of the gateway's clock. */
export class SessionsRepository {
  constructor(private readonly db: Database) {}

  async add(session: StaffSession): Promise<void> {
    await this.db.getRepository(StaffSession).insert(session);
  }

  /** Undefined once the session was signed out. @param account id of its account */
  find(id: string, account: string): Promise<Pick<StaffSession, 'startedAt' | 'seenAt'> | undefined> {
    const statement = sql`SELECT started_at AS "startedAt", seen_at AS "seenAt"
      FROM staff_session WHERE id = ${id} AND account_id = ${account}`;
    return queryRow(this.db, statement, { prepare: 'always' });
  }

  /** Records a request of the session's user. */
  async touch(id: string, at: Date): Promise<void> {
    const statement = sql`UPDATE staff_session SET seen_at = greatest(seen_at, ${at}::timestamptz) WHERE id = ${id}`;
    await execute(this.db, statement, { prepare: 'always' });
  }

  async delete(id: string): Promise<void> {
    await this.db.getRepository(StaffSession).delete({ id });
  }

  async deleteEnded(at: Date): Promise<void> {
    await execute(this.db, sql`DELETE FROM staff_session WHERE ends_at < ${at}`);
  }
}
