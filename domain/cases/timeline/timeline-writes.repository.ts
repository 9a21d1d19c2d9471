import { execute, type Executor } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** An entry before it is numbered. */
export interface UnnumberedEntry {
  readonly process_id: string;
  /** Position among the new entries of its process, from 1. */
  readonly n: number;
  /** ISO 8601 */
  readonly at: string;
  readonly type: string;
  readonly task?: number;
  readonly account?: string;
  readonly unit?: string;
  readonly text?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Free text of an entry. */
export interface EntryWords {
  readonly command_id: string;
  readonly process_id: string;
  readonly body: object;
}

/** Writes timelines outside of the projection. */
export class TimelineWritesRepository {
  constructor(private readonly tx: Executor) {}

  /** Locks processes in the order of their ids. */
  async lock(processes: readonly string[]): Promise<void> {
    await execute(this.tx, sql`SELECT 1 FROM process WHERE id = ANY(${processes}) ORDER BY id FOR UPDATE`);
  }

  async addWords(words: readonly EntryWords[]): Promise<void> {
    await execute(
      this.tx,
      sql`INSERT INTO content (command_id, process_id, body)
        SELECT command_id, process_id, body FROM jsonb_to_recordset(${JSON.stringify(words)}::jsonb)
          AS w(command_id uuid, process_id uuid, body jsonb)`,
    );
  }

  /** Numbers entries and appends them. The transaction must have locked their processes. */
  async append(entries: readonly UnnumberedEntry[]): Promise<void> {
    await execute(
      this.tx,
      sql`WITH e AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS e(process_id uuid, n int, at timestamptz,
            type text, task int, account text, unit text, text text, data jsonb)
        ), p AS (
          UPDATE process p SET timeline_seq = p.timeline_seq + c.n
          FROM (SELECT process_id, max(n) AS n FROM e GROUP BY process_id) c WHERE p.id = c.process_id
          RETURNING p.id, p.timeline_seq - c.n AS base
        )
        INSERT INTO timeline_entry (process_id, seq, at, type, task, account, unit, text, data)
        SELECT e.process_id, p.base + e.n, e.at, e.type, e.task, e.account, e.unit, e.text, e.data
        FROM e JOIN p ON p.id = e.process_id`,
    );
  }
}
