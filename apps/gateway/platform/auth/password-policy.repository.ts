import { PasswordPolicy } from '../../../../infra/database/entities/accounts.js';
import type { Database } from '../../../../infra/database/query.js';

export class PasswordPolicyRepository {
  constructor(private readonly db: Database) {}

  /** The version in force: the highest. The seeds make the first. */
  async newest(): Promise<PasswordPolicy> {
    const [policy] = await this.db
      .getRepository(PasswordPolicy)
      .find({ order: { version: 'DESC' }, take: 1 });
    return policy!;
  }
}
