import type { DataSource } from 'typeorm';
import type { Database } from '../../../infra/database/query.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { ComparedItem, ListComparison, RenameVerdict } from '../../catalogue/compare-lists.js';
import { ComparisonCache } from '../../catalogue/comparison-cache.js';
import { compareInThread } from '../../catalogue/list-threads.js';
import { detail } from '../../messages/index.js';
import { similarityOf } from '../../text/names.js';
import { readVersion } from './catalogue-versions.js';
import { CataloguesRepository, type CatalogueItemRecord } from './catalogues.repository.js';
import { RenamesRepository } from './renames.repository.js';

/** One comparison is read page by page, often by several people. */
const cache = new ComparisonCache();

/**
 * Compares two versions, with what persons have decided about renames between them. Only decisions are stored; the rest
 * is computed from the two lists. Comparisons of frozen versions are cached until a decision changes them.
 *
 * @param units whose items are compared; null: all
 * @throws {DubanError} NOT_FOUND, COMPARISON_TOO_LARGE, RATE_LIMITED
 */
export async function compareVersions(
  db: Database,
  { older, newer }: { older: string; newer: string },
  units: readonly string[] | null = null,
): Promise<ListComparison> {
  const states = [await readVersion(db, older), await readVersion(db, newer)].map(({ state }) => state);
  const verdicts = await new RenamesRepository(db).verdicts(older, newer);
  const catalogues = new CataloguesRepository(db);
  const compare = async (): Promise<ListComparison> =>
    compareInThread({
      older: (await catalogues.items(older, units)).map(toCompared),
      newer: (await catalogues.items(newer, units)).map(toCompared),
      verdicts,
    });
  if (states.includes('draft')) return compare();
  return cache.get(JSON.stringify([older, newer, units, verdicts]), compare);
}

const toCompared = ({ id, unit, name }: CatalogueItemRecord): ComparedItem => ({ id, unit, name });

/**
 * Stores a person's decision on whether the newer item is the older one under another name, in place of an earlier one.
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
    const renames = new RenamesRepository(tx);
    const older = await renames.findItemLocked(decision.older);
    const newer = await renames.findItemLocked(decision.newer);
    if (!older || !newer) throw new DubanError('NOT_FOUND', detail('catalogue.noItem'));
    if (older.unitCode !== newer.unitCode)
      throw new DubanError('RENAME_NOT_ALLOWED', detail('catalogue.unitsDiffer'));
    if (older.versionId === newer.versionId)
      throw new DubanError('RENAME_NOT_ALLOWED', detail('catalogue.sameVersion'));
    const { verdict, account, at } = decision;
    const isStored = await renames.decide({
      ...{ olderItemId: older.id, olderVersionId: older.versionId },
      ...{ newerItemId: newer.id, newerVersionId: newer.versionId },
      ...{ verdict, account, at: new Date(at) },
      score: similarityOf(older.name, newer.name),
    });
    if (!isStored) throw new DubanError('RENAME_NOT_ALLOWED', detail('catalogue.renamedAlready'));
  });
}
