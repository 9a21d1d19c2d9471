import { SavedView } from '../../../../infra/database/entities/accounts.js';
import { columnsOf } from '../../../../infra/database/entity-columns.js';
import { execute, queryRow, queryRows, type Database } from '../../../../infra/database/query.js';
import { and, equal, integer, sql } from '../../../../infra/database/sql.js';

export interface SavedViewRow extends SavedView {
  /** Title of the account that saved it. */
  readonly by: string;
}

/** Who reads views. */
interface Reader {
  /** Id of the account. */
  readonly id: string;
  readonly unit: string;
}

const SELECT = sql`SELECT ${columnsOf(SavedView, 'v')}, a.title AS by FROM saved_view v JOIN account a ON a.id = v.account_id`;

export class SavedViewsRepository {
  constructor(private readonly db: Database) {}

  /** Own views and those that are shared in the unit, by page and name. */
  list({ id, unit }: Reader, page: string | undefined, limit: number): Promise<SavedViewRow[]> {
    const visible = sql`v.account_id = ${id} OR (v.shared AND v.unit_code = ${unit})`;
    return queryRows(
      this.db,
      sql`${SELECT} WHERE ${and(visible, equal('v.page', page))} ORDER BY v.page, v.name, v.id LIMIT ${integer(limit)}`,
    );
  }

  /** The view if the account has saved it. @param id a uuid */
  findOwn(id: string, account: string): Promise<SavedViewRow | undefined> {
    return queryRow(this.db, sql`${SELECT} WHERE v.id = ${id} AND v.account_id = ${account}`);
  }

  count(account: string): Promise<number> {
    return this.db.getRepository(SavedView).countBy({ accountId: account });
  }

  /** Inserts a view, or replaces the one with its id. */
  async save(view: SavedView): Promise<void> {
    await this.db.getRepository(SavedView).upsert(view, ['id']);
  }

  /** @param id a uuid @returns whether the account had such a view */
  async delete(id: string, account: string): Promise<boolean> {
    return (
      (await execute(this.db, sql`DELETE FROM saved_view WHERE id = ${id} AND account_id = ${account}`)) > 0
    );
  }
}
