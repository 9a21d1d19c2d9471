import { isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** An open task that an account has claimed, or that was assigned to it. */
export interface OwnTask {
  readonly process: string;
  readonly number: number;
  readonly unit: string;
  readonly role: string;
  readonly secret: boolean;
}

export class OpenTasksRepository {
  constructor(private readonly db: Database) {}

  /** Number of open tasks of an account. Secret ones are not counted: administrators do not know of them. */
  async count(account: string): Promise<number> {
    const row = await queryRow<{ count: number }>(
      this.db,
      sql`SELECT count(*)::int AS count FROM task t JOIN process p ON p.id = t.process_id
        WHERE t.assignee = ${account} AND t.state = 'open' AND NOT ${isSecret('p')}`,
    );
    return row!.count;
  }

  ofAccount(account: string): Promise<OwnTask[]> {
    return queryRows(
      this.db,
      sql`SELECT t.process_id AS process, t.number, t.unit, t.role, ${isSecret('p')} AS secret
        FROM task t JOIN process p ON p.id = t.process_id
        WHERE t.assignee = ${account} AND t.state = 'open' ORDER BY t.process_id, t.number`,
    );
  }
}
