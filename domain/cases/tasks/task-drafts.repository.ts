import { TaskDraft } from '../../../infra/database/entities/processes.js';
import { queryRow, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** A draft belongs to a task and its author. */
export type DraftKey = Pick<TaskDraft, 'processId' | 'number' | 'account'>;
export type DraftFields = Pick<TaskDraft, 'outcome' | 'decision' | 'content' | 'savedAt'>;

/** Unfinished forms of open tasks, each for its author. */
export class TaskDraftsRepository {
  constructor(private readonly db: Database) {}

  find(key: DraftKey): Promise<TaskDraft | null> {
    return this.db.getRepository(TaskDraft).findOneBy(key);
  }

  /**
   * Stores a draft if the stored one is the expected one. Locks the task, so that a draft cannot outlive it.
   *
   * @param expected version of the draft that it replaces; null: there is none; `any`: replaces whatever there is
   * @returns the new version; undefined when another draft is stored, or the task is closed
   */
  async save(
    { processId, number, account }: DraftKey,
    { outcome, decision, content, savedAt }: DraftFields,
    expected: string | 'any' | null,
  ): Promise<string | undefined> {
    const [decisionJson, contentJson] = [
      decision && JSON.stringify(decision),
      content && JSON.stringify(content),
    ];
    const replaced = sql`SET version = EXCLUDED.version, outcome = EXCLUDED.outcome, decision = EXCLUDED.decision,
      content = EXCLUDED.content, saved_at = EXCLUDED.saved_at`;
    const mayReplace =
      expected === null ? sql`false` : expected === 'any' ? sql`true` : sql`d.version = ${expected}::uuid`;
    const mayAdd =
      expected === null || expected === 'any'
        ? sql`true`
        : sql`EXISTS (SELECT 1 FROM task_draft o WHERE o.process_id = t.process_id AND o.number = t.number AND o.account = ${account})`;
    const row = await queryRow<{ version: string }>(
      this.db,
      sql`INSERT INTO task_draft AS d (process_id, number, account, version, outcome, decision, content, saved_at)
        SELECT t.process_id, t.number, ${account}::uuid, gen_random_uuid(), ${outcome}, ${decisionJson}::jsonb, ${contentJson}::jsonb,
          ${savedAt}::timestamptz
        FROM task t WHERE t.process_id = ${processId} AND t.number = ${number} AND t.state = 'open' AND ${mayAdd}
        FOR SHARE OF t
        ON CONFLICT (process_id, number, account) DO UPDATE ${replaced} WHERE ${mayReplace}
        RETURNING version`,
    );
    return row?.version;
  }

  /** Idempotent. */
  async delete(key: DraftKey): Promise<void> {
    await this.db.getRepository(TaskDraft).delete(key);
  }
}
