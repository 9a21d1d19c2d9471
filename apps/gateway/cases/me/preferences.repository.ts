import { AccountPreferences } from '../../../../infra/database/entities/accounts.js';
import type { Database } from '../../../../infra/database/query.js';

export class PreferencesRepository {
  constructor(private readonly db: Database) {}

  /** Null before the first time. */
  find(accountId: string): Promise<AccountPreferences | null> {
    return this.db.getRepository(AccountPreferences).findOneBy({ accountId });
  }

  /** Replaces what was saved before. */
  async save(preferences: AccountPreferences): Promise<void> {
    await this.db.getRepository(AccountPreferences).upsert(preferences, ['accountId']);
  }
}
