import type { DataSource, EntityManager } from 'typeorm';
import type { CatalogueVersion } from '../../../infra/database/entities/catalogues.js';
import type { Database } from '../../../infra/database/query.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { ListedItem } from '../../catalogue/item-list.js';
import { detail } from '../../messages/index.js';
import { CataloguesRepository } from './catalogues.repository.js';

/**
 * Opens the next version of a scope's catalogue, as a copy of the one before it unless `empty`. Idempotent for an `id`.
 *
 * @param draft `id` chosen by the caller; `at` epoch milliseconds
 */
export function openDraft(
  dataSource: DataSource,
  draft: { id: string; scope: string; note?: string; at: number; empty?: boolean },
): Promise<CatalogueVersion> {
  return transaction(dataSource, async (tx) => {
    const { id, scope, note = '', at, empty = false } = draft;
    const catalogues = new CataloguesRepository(tx);
    await catalogues.lockScope(scope);
    const known = await catalogues.find(id);
    if (known) return known;
    const before = await catalogues.newest(scope);
    const version: CatalogueVersion = {
      ...{ id, scope, note, version: (before?.version ?? 0) + 1 },
      ...{ state: 'draft', createdAt: new Date(at), frozenAt: null },
    };
    await catalogues.addVersion(version);
    if (before && !empty) await catalogues.copyItems({ from: before.id, to: id, units: null, source: null });
    return version;
  });
}

/**
 * Closes a version for good. Idempotent: a frozen version keeps the instant at which it was frozen.
 *
 * @param at epoch milliseconds
 * @throws {DubanError} NOT_FOUND
 */
export async function freezeVersion(db: Database, id: string, at: number): Promise<CatalogueVersion> {
  await new CataloguesRepository(db).freeze(id, new Date(at));
  return readVersion(db, id);
}

/** @throws {DubanError} NOT_FOUND */
export const readVersion = async (db: Database, id: string): Promise<CatalogueVersion> =>
  found(await new CataloguesRepository(db).find(id));

/**
 * Replaces what a draft has of some units by the items that another version has of them: the fallback of the 2015 plan
 * for units that have not reported (step A1.2).
 *
 * @param copy `source` marks the copied items; null: as they are marked already
 * @returns how many items each unit got; a unit without items there got none and is left out
 * @throws {DubanError} NOT_FOUND, CATALOGUE_FROZEN
 */
export function copyItems(
  dataSource: DataSource,
  copy: { from: string; to: string; units: readonly string[]; source: string | null },
): Promise<ReadonlyMap<string, number>> {
  return transaction(dataSource, async (tx) => {
    const catalogues = new CataloguesRepository(tx);
    await readVersion(tx, copy.from);
    await lockDraft(tx, copy.to);
    await catalogues.deleteItems(copy.to, copy.units);
    return catalogues.copyItems(copy);
  });
}

/**
 * Locks a draft until the end of the transaction: it cannot be frozen meanwhile, and concurrent writers wait.
 *
 * @throws {DubanError} NOT_FOUND, CATALOGUE_FROZEN
 */
export async function lockDraft(tx: EntityManager, id: string): Promise<void> {
  const { state } = found(await new CataloguesRepository(tx).findLocked(id));
  if (state === 'frozen') throw new DubanError('CATALOGUE_FROZEN');
}

/** Replaces the items of some units, under `lockDraft`. In two statements, whatever the number of items. */
export async function replaceItems(
  tx: EntityManager,
  change: { versionId: string; source: string; units: readonly string[]; items: readonly ListedItem[] },
): Promise<void> {
  const { versionId, source, units, items } = change;
  const catalogues = new CataloguesRepository(tx);
  await catalogues.deleteItems(versionId, units);
  await catalogues.addItems(versionId, source, items);
}

function found(version: CatalogueVersion | null): CatalogueVersion {
  if (!version) throw new DubanError('NOT_FOUND', detail('catalogue.noVersion'));
  return version;
}
