import { Comment } from '../../../infra/database/entities/processes.js';
import { ascending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import type { Database } from '../../../infra/database/query.js';
import { equal, sql } from '../../../infra/database/sql.js';
import { isParty, type Parties } from '../visibility/units-apart.js';

/** A comment with the title of its account. */
export type CommentRow = Omit<Comment, 'account'> & { readonly actor: string };

export interface CommentFilter {
  readonly process: string;
  /** Number of the task; left out: every task of the process. */
  readonly task?: number;
  readonly parties: Parties;
  /** Units of the reader, in a process that keeps its units apart; null: everything. */
  readonly units: readonly string[] | null;
}

/** Comments of staff on tasks. */
export class CommentsRepository {
  constructor(private readonly db: Database) {}

  async add(comment: Comment): Promise<void> {
    await this.db.getRepository(Comment).insert(comment);
  }

  /** Oldest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    { process, task, parties, units }: CommentFilter,
    view: (row: CommentRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<CommentRow, V>(this.db, query, {
      select: sql`SELECT c.id, c.process_id AS "processId", c.task, a.title AS actor, c.unit, c.body, c.at
        FROM comment c JOIN account a ON a.id = c.account JOIN process p ON p.id = c.process_id
        LEFT JOIN task t ON t.process_id = c.process_id AND t.number = c.task`,
      where: [equal('c.process_id', process), equal('c.task', task), isParty(parties.ofTask, units)],
      order: ascending(['c.at', 'at', 'instant'], ['c.id', 'id', 'uuid']),
      view,
    });
  }
}
