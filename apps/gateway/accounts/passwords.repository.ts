import { Account, PasswordHistory } from '../../../infra/database/entities/accounts.js';
import { execute, type Database } from '../../../infra/database/query.js';
import { integer, sql } from '../../../infra/database/sql.js';

export class PasswordsRepository {
  constructor(private readonly db: Database) {}

  /** Hashes of earlier passwords, the newest first. */
  async earlier(accountId: string, limit: number): Promise<string[]> {
    const rows = await this.db
      .getRepository(PasswordHistory)
      .find({ where: { accountId }, order: { setAt: 'DESC' }, take: limit });
    return rows.map(({ passwordHash }) => passwordHash);
  }

  /** Sets a password. The one before becomes history. @param remembered number of earlier ones that are kept */
  async set(
    { id, passwordHash: before, passwordSetAt }: Pick<Account, 'id' | 'passwordHash' | 'passwordSetAt'>,
    next: { readonly passwordHash: string; readonly at: Date; readonly remembered: number },
  ): Promise<void> {
    if (before !== null)
      await this.db
        .getRepository(PasswordHistory)
        .upsert({ accountId: id, setAt: passwordSetAt, passwordHash: before }, ['accountId', 'setAt']);
    await execute(
      this.db,
      sql`DELETE FROM password_history WHERE account_id = ${id} AND set_at IN (SELECT set_at FROM password_history
        WHERE account_id = ${id} ORDER BY set_at DESC OFFSET ${integer(next.remembered)})`,
    );
    await this.db
      .getRepository(Account)
      .update({ id }, { passwordHash: next.passwordHash, passwordSetAt: next.at, state: 'active' });
  }
}
