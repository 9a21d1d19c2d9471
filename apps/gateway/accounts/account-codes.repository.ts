import { LessThanOrEqual, MoreThan } from 'typeorm';
import { AccountCode } from '../../../infra/database/entities/accounts.js';
import { execute, type Database } from '../../../infra/database/query.js';
import { integer, sql } from '../../../infra/database/sql.js';

/** Codes of an account that may wait: older ones give way, so that a stranger who requests many keeps nobody out for long. */
const MOST_WAITING = 10;

export class AccountCodesRepository {
  constructor(private readonly db: Database) {}

  async add(code: AccountCode): Promise<void> {
    await this.db.getRepository(AccountCode).delete({ expiresAt: LessThanOrEqual(code.requestedAt) });
    await this.db.getRepository(AccountCode).insert(code);
    await execute(
      this.db,
      sql`DELETE FROM account_code WHERE id IN (SELECT id FROM account_code
        WHERE account_id = ${code.accountId} AND state = 'requested'
        ORDER BY requested_at DESC, id OFFSET ${integer(MOST_WAITING)})`,
    );
  }

  /** @param at codes that have expired by then do not count */
  find(accountId: string, checkNumber: string, at: Date): Promise<AccountCode | null> {
    return this.db.getRepository(AccountCode).findOne({
      where: { accountId, checkNumber, expiresAt: MoreThan(at) },
      order: { requestedAt: 'DESC' },
    });
  }

  async admit(
    id: string,
    change: Pick<AccountCode, 'state'> & Partial<Pick<AccountCode, 'admittedBy' | 'admittedAt'>>,
  ): Promise<void> {
    await this.db.getRepository(AccountCode).update({ id }, change);
  }

  /** Codes that can be used wait for a second administrator again. */
  async requireSecond(accountId: string): Promise<void> {
    await this.db.getRepository(AccountCode).update({ accountId, state: 'ready' }, { state: 'admitted' });
  }

  async deleteOf(accountId: string): Promise<void> {
    await this.db.getRepository(AccountCode).delete({ accountId });
  }
}
