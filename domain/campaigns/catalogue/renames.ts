import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { itemsOf, readVersion } from './catalogue-versions.js';
import type { ComparedItem, ListComparison, RenameVerdict } from '../../catalogue/compare-lists.js';
import { ComparisonCache } from '../../catalogue/comparison-cache.js';
import { compareInThread } from '../../catalogue/list-threads.js';
import { similarityOf } from '../../text/names.js';
import type { CatalogueItemRecord } from '../../catalogue/item-list.js';

/**
 * Compares two versions, with what persons have decided about renames between them. Only decisions are stored: the rest
 * follows from the two lists. A comparison of frozen versions is kept for a while, until somebody decides otherwise.
 *
 * @param units whose items are compared; null: all
 * @throws {DubanError} NOT_FOUND, COMPARISON_TOO_LARGE, RATE_LIMITED
 */
export async function compareVersions(
  db: DataSource | EntityManager,
  { older: olderId, newer: newerId }: { older: string; newer: string },
  units: readonly string[] | null = null,
): Promise<ListComparison> {
  const states = [await readVersion(db, olderId), await readVersion(db, newerId)].map(({ state }) => state);
  const verdicts: RenameVerdict[] = await db.query(
    `SELECT older_item_id AS older, newer_item_id AS newer, verdict FROM catalogue_rename
     WHERE older_version_id = $1 AND newer_version_id = $2 ORDER BY older_item_id, newer_item_id`,
    [olderId, newerId],
  );
  const compare = async (): Promise<ListComparison> =>
    compareInThread({
      older: (await itemsOf(db, olderId, units)).map(toCompared),
      newer: (await itemsOf(db, newerId, units)).map(toCompared),
      verdicts,
    });
  if (states.includes('draft')) return compare();
  return kept.get(JSON.stringify([olderId, newerId, units, verdicts]), compare);
}

/** Pages of one comparison are read one after another, by several people at most. */
const kept = new ComparisonCache();

const toCompared = ({ id, unit, name }: CatalogueItemRecord): ComparedItem => ({ id, unit, name });

/**
 * A person says whether the newer item is the older one under another name. A later word on the same pair takes the
 * place of an earlier one.
 *
 * @param decision ids of items of two versions; `account` is an id; `at` epoch milliseconds
 * @throws {DubanError} NOT_FOUND; RENAME_NOT_ALLOWED for items of different units or of one version, and when one of
 *   them is already confirmed as another item's rename
 */
export async function decideRename(
  dataSource: DataSource,
  decision: RenameVerdict & { readonly account: string; readonly at: number },
): Promise<void> {
  await transaction(dataSource, async (tx) => {
    const older = await readItem(tx, decision.older);
    const newer = await readItem(tx, decision.newer);
    if (older.unit !== newer.unit) throw refused('the items belong to different units');
    if (older.versionId === newer.versionId) throw refused('the items stand in one version');
    const { verdict, account, at } = decision;
    const written: unknown[] = await tx.query(
      `INSERT INTO catalogue_rename
         (older_item_id, newer_item_id, older_version_id, newer_version_id, verdict, score, account, at)
       SELECT $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7, $8
       WHERE $5 = 'refused' OR NOT EXISTS (
         SELECT 1 FROM catalogue_rename
         WHERE verdict = 'confirmed' AND older_version_id = $3 AND newer_version_id = $4
           AND ((older_item_id = $1) <> (newer_item_id = $2))
       )
       ON CONFLICT (older_item_id, newer_item_id) DO UPDATE
         SET verdict = excluded.verdict, score = excluded.score, account = excluded.account, at = excluded.at
       RETURNING 1`,
      [
        ...[decision.older, decision.newer, older.versionId, newer.versionId],
        ...[verdict, similarityOf(older.name, newer.name), account, new Date(at)],
      ],
    );
    if (written.length === 0) throw refused('one of the items is already confirmed as renamed');
  });
}

interface ItemPlace {
  readonly unit: string;
  readonly name: string;
  readonly versionId: string;
}

/** Under a lock, so that two who decide about one item take turns. */
async function readItem(tx: EntityManager, id: string): Promise<ItemPlace> {
  const [item]: ItemPlace[] = await tx.query(
    `SELECT unit_code AS unit, name, version_id AS "versionId" FROM catalogue_item WHERE id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (!item) throw new DubanError('NOT_FOUND', `no catalogue item '${id}'`);
  return item;
}

const refused = (message: string): DubanError => new DubanError('RENAME_NOT_ALLOWED', message);
