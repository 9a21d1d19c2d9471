import { ascending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import { queryRow, type Database } from '../../../infra/database/query.js';
import { raw, sql } from '../../../infra/database/sql.js';
import { nextTryAt } from '../commands/commands.repository.js';

/** A command without its content and its account. */
export interface WaitingCommandRow {
  readonly id: string;
  readonly kind: string;
  readonly state: 'accepted' | 'refused' | 'withdrawn' | 'done';
  readonly stuck: boolean;
  readonly withdrawn: boolean;
  readonly accepted_at: Date;
  readonly seq: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly next_try_at: Date | null;
  readonly code: string | null;
}

const SELECT = sql`SELECT id, kind, state, stuck, withdrawn_at IS NOT NULL AS withdrawn, accepted_at,
    seq, attempts, last_error, ${raw(nextTryAt(`interval '15 seconds'`))} AS next_try_at, code
  FROM command`;

/** Commands of a process that are not executed yet. */
export class WaitingCommandsRepository {
  constructor(private readonly db: Database) {}

  /** Oldest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(query: KeysetQuery, process: string, view: (row: WaitingCommandRow) => V): Promise<Page<V>> {
    return keysetPage<WaitingCommandRow, V>(this.db, query, {
      select: SELECT,
      where: [sql`process_id = ${process}`, sql`state <> 'done'`],
      order: ascending(['seq', 'seq', 'sequence']),
      view,
    });
  }

  /** In whatever state it is. */
  find(id: string): Promise<WaitingCommandRow | undefined> {
    return queryRow(this.db, sql`${SELECT} WHERE id = ${id}`);
  }
}
