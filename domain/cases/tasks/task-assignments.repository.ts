import { execute, queryRow, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { takesCases } from '../units/units.repository.js';

/** Who does a task: the account that has claimed it, or the unit that it is moved to. */
export class TaskAssignmentsRepository {
  constructor(private readonly db: Database) {}

  /**
   * Assigns an open task to an account, or to nobody.
   *
   * @param change.from account that may have it until now; a task without an assignee always qualifies
   * @returns false when the task is closed or assigned to another account
   */
  async assign(
    process: string,
    number: number,
    { to, from }: { readonly to: string | null; readonly from: string | null },
  ): Promise<boolean> {
    const assigned = await execute(
      this.db,
      sql`UPDATE task SET assignee = ${to} WHERE process_id = ${process} AND number = ${number} AND state = 'open'
        AND (assignee IS NULL OR assignee = ${from})`,
    );
    return assigned > 0;
  }

  /**
   * Marks that a substitute acts for the absent assignee of an open task.
   *
   * @returns false when it was marked before, or the task has changed hands
   */
  async actFor(
    process: string,
    number: number,
    { substitute, assignee }: { readonly substitute: string; readonly assignee: string },
  ): Promise<boolean> {
    const marked = await execute(
      this.db,
      sql`UPDATE task SET acting = ${substitute} WHERE process_id = ${process} AND number = ${number} AND state = 'open'
        AND assignee = ${assignee} AND acting IS DISTINCT FROM ${substitute}`,
    );
    return marked > 0;
  }

  /**
   * Title of the account that has claimed an open task, or has closed it.
   *
   * @param id public id of an existing task
   */
  async performer(id: string): Promise<string | undefined> {
    const [process, number] = id.split('.') as [string, string];
    const row = await queryRow<{ title: string }>(
      this.db,
      sql`SELECT a.title FROM task t
        JOIN account a ON a.id::text = CASE t.state WHEN 'open' THEN t.assignee::text ELSE t.closed_by END
        WHERE t.process_id = ${process}::uuid AND t.number = ${Number(number)}`,
    );
    return row?.title;
  }

  /**
   * A unit that a task may be moved to, and whether the case is hidden from it.
   *
   * @param day YYYY-MM-DD, Asia/Shanghai
   * @returns undefined when there is no such unit on the day, or it takes no cases
   */
  successor(process: string, unit: string, day: string): Promise<{ conflict: boolean } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT u.kin && p.hidden_from AS conflict FROM unit u, process p
        WHERE u.code = ${unit} AND p.id = ${process} AND ${takesCases('u', day)}`,
      { prepare: 'always' },
    );
  }
}
