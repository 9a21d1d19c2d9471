import { queryRow, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';

/** What a person wrote with a command. */
export interface CommandContent {
  /** Id of the command. */
  readonly command: string;
  readonly account: string;
  readonly content: Readonly<Record<string, string>>;
}

/** What people wrote with the commands of a process. */
export class CommandContentRepository {
  constructor(private readonly db: Database) {}

  /** @returns undefined while the completion of the task is not projected */
  ofTask(process: string, task: number): Promise<CommandContent | undefined> {
    return queryRow(
      this.db,
      sql`SELECT k.id AS command, k.account, coalesce(c.body, '{}') AS content
        FROM task t JOIN command k ON k.id = t.command_id LEFT JOIN content c ON c.command_id = k.id
        WHERE t.process_id = ${process} AND t.number = ${task}`,
    );
  }

  /** Reason of the latest message with one; null when it was erased or there is none. */
  async withdrawalReason(process: string): Promise<string | null> {
    const row = await queryRow<{ reason: string }>(
      this.db,
      sql`SELECT c.body ->> 'reason' AS reason FROM command k JOIN content c ON c.command_id = k.id
        WHERE k.process_id = ${process} AND k.kind = 'message' AND k.state <> 'refused' AND c.body ? 'reason'
        ORDER BY k.accepted_at DESC LIMIT 1`,
    );
    return row?.reason ?? null;
  }
}
