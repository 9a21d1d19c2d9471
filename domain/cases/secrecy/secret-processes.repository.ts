import { queryRows, type Database } from '../../../infra/database/query.js';
import { sql, type Sql } from '../../../infra/database/sql.js';
import { isSecret } from './secrecy.js';

/** Finds the secret processes that a request names. */
export class SecretProcessesRepository {
  constructor(private readonly db: Database) {}

  /** @param ids of processes, attachments or cards */
  namedBy(ids: readonly string[]): Promise<string[]> {
    return this.among(sql`
      SELECT unnest(${ids}::uuid[])
      UNION SELECT process_id FROM attachment WHERE id = ANY (${ids}::uuid[])
      UNION SELECT process_id FROM card WHERE id = ANY (${ids}::uuid[])`);
  }

  /** @param ids a query that returns ids of processes */
  async among(ids: Sql): Promise<string[]> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`SELECT p.id FROM (${ids}) AS named (id) JOIN process p ON p.id = named.id WHERE ${isSecret('p')}`,
    );
    return rows.map(({ id }) => id);
  }
}
