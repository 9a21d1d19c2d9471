import { CatalogueItem, CatalogueRename } from '../../../infra/database/entities/catalogues.js';
import { execute, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import type { RenameVerdict } from '../../catalogue/compare-lists.js';

/** Decisions about renames between the items of two versions. */
export class RenamesRepository {
  constructor(private readonly db: Database) {}

  /** By older and newer item. */
  async verdicts(olderVersionId: string, newerVersionId: string): Promise<RenameVerdict[]> {
    const rows = await this.db.getRepository(CatalogueRename).find({
      where: { olderVersionId, newerVersionId },
      order: { olderItemId: 'ASC', newerItemId: 'ASC' },
    });
    return rows.map(({ olderItemId, newerItemId, verdict }) => ({
      older: olderItemId,
      newer: newerItemId,
      verdict,
    }));
  }

  /** In a transaction: concurrent decisions about the item wait until its end. */
  findItemLocked(id: string): Promise<CatalogueItem | null> {
    return this.db
      .getRepository(CatalogueItem)
      .findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /**
   * Stores a decision, in place of an earlier one about the same pair.
   *
   * @returns false when one of the items is already confirmed as renamed, and this would confirm another pair
   */
  async decide(rename: CatalogueRename): Promise<boolean> {
    const { olderItemId, newerItemId, olderVersionId, newerVersionId, verdict, score, account, at } = rename;
    const written = await execute(
      this.db,
      sql`INSERT INTO catalogue_rename
          (older_item_id, newer_item_id, older_version_id, newer_version_id, verdict, score, account, at)
        SELECT ${olderItemId}, ${newerItemId}, ${olderVersionId}, ${newerVersionId}, ${verdict}, ${score}, ${account},
          ${at}
        WHERE ${verdict} = 'refused' OR NOT EXISTS (
          SELECT 1 FROM catalogue_rename
          WHERE verdict = 'confirmed' AND older_version_id = ${olderVersionId} AND newer_version_id = ${newerVersionId}
            AND ((older_item_id = ${olderItemId}) <> (newer_item_id = ${newerItemId})))
        ON CONFLICT (older_item_id, newer_item_id) DO UPDATE
          SET verdict = excluded.verdict, score = excluded.score, account = excluded.account, at = excluded.at`,
    );
    return written > 0;
  }
}
