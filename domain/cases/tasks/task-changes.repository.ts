import type { TaskChange } from '../../../infra/database/entities/processes.js';
import type { RowOf } from '../../../infra/database/row-of.js';
import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';

/** A change of a task, with its role and what its case keeps from whom. */
export type TaskChangeRow = RowOf<Omit<TaskChange, 'at'>> & {
  readonly role: string;
  readonly secret: boolean;
  readonly hidden_from: readonly string[];
};

/** A place among the changes. */
export type ChangePlace = Pick<TaskChange, 'xid' | 'id'>;

/** Changes of tasks in the order of their transactions, for event streams. */
export class TaskChangesRepository {
  constructor(private readonly db: Database) {}

  /** The place before which no change can appear any more: every transaction with a lower xid has ended. */
  async horizon(): Promise<ChangePlace> {
    const row = await queryRow<{ xid: string }>(
      this.db,
      sql`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xid`,
      { prepare: 'always' },
    );
    return { xid: row!.xid, id: '0' };
  }

  /** In order. @param until a horizon */
  between(after: ChangePlace, until: ChangePlace, limit: number): Promise<TaskChangeRow[]> {
    return queryRows(
      this.db,
      sql`SELECT c.xid, c.id, c.process_id, c.number, c.unit, c.change, t.role, ${isSecret('p')} AS secret, p.hidden_from
        FROM task_change c JOIN process p ON p.id = c.process_id
        JOIN task t ON t.process_id = c.process_id AND t.number = c.number
        WHERE (c.xid, c.id) > (${after.xid}::bigint, ${after.id}::bigint) AND c.xid < ${until.xid}::bigint
        ORDER BY c.xid, c.id LIMIT ${limit}`,
      { prepare: 'always' },
    );
  }

  /** @returns number of deleted changes */
  deleteBefore(at: Date): Promise<number> {
    return execute(this.db, sql`DELETE FROM task_change WHERE at < ${at}`);
  }
}
