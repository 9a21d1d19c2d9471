import { SigningKey } from '../../../../infra/database/entities/accounts.js';
import type { Database } from '../../../../infra/database/query.js';

export class SigningKeysRepository {
  constructor(private readonly db: Database) {}

  /** Oldest first. */
  list(): Promise<SigningKey[]> {
    return this.db.getRepository(SigningKey).find({ order: { createdAt: 'ASC', id: 'ASC' } });
  }
}
