import { execute, type Database } from '../../../../infra/database/query.js';
import { sql } from '../../../../infra/database/sql.js';

/** Challenges that were solved and used, until they would have expired. */
export class UsedChallengesRepository {
  constructor(private readonly db: Database) {}

  /** @returns false when it was used already */
  async add(id: string, expiresAt: Date): Promise<boolean> {
    const statement = sql`INSERT INTO used_challenge (id, expires_at) VALUES (${id}, ${expiresAt}) ON CONFLICT DO NOTHING`;
    return (await execute(this.db, statement)) > 0;
  }

  async deleteExpired(): Promise<void> {
    await execute(this.db, sql`DELETE FROM used_challenge WHERE expires_at < now() - interval '1 minute'`);
  }
}
