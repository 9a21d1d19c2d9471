import { MoreThan } from 'typeorm';
import { StaffSession } from '../../../../infra/database/entities/accounts.js';
import { execute, queryRow, queryRows, type Database } from '../../../../infra/database/query.js';
import { integer, sql } from '../../../../infra/database/sql.js';

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

  /** Sessions of an account that have not ended by their age, the newest first. */
  ofAccount(accountId: string, at: Date): Promise<StaffSession[]> {
    return this.db
      .getRepository(StaffSession)
      .find({ where: { accountId, endsAt: MoreThan(at) }, order: { startedAt: 'DESC', id: 'ASC' } });
  }

  async delete(id: string): Promise<void> {
    await this.db.getRepository(StaffSession).delete({ id });
  }

  /** @returns whether the account had this session */
  async deleteOf(accountId: string, id: string): Promise<boolean> {
    const { affected } = await this.db.getRepository(StaffSession).delete({ id, accountId });
    return (affected ?? 0) > 0;
  }

  /** Ends the oldest sessions of an account. @param kept number of those that go on @returns ids of the ended ones */
  async deleteOldest(accountId: string, kept: number): Promise<string[]> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`DELETE FROM staff_session WHERE id IN (SELECT id FROM staff_session WHERE account_id = ${accountId}
        ORDER BY seen_at DESC, started_at DESC OFFSET ${integer(kept)}) RETURNING id`,
    );
    return rows.map(({ id }) => id);
  }

  async deleteEnded(at: Date): Promise<void> {
    await execute(this.db, sql`DELETE FROM staff_session WHERE ends_at < ${at}`);
  }
}
