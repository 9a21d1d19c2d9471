import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { nameKeyOf } from '../../text/names.js';
import type { CatalogueItemRecord, ListedItem } from '../../catalogue/item-list.js';

export interface CatalogueVersionRecord {
  readonly id: string;
  readonly scope: string;
  readonly version: number;
  readonly state: 'draft' | 'frozen';
  readonly note: string;
  readonly createdAt: Date;
  readonly frozenAt: Date | null;
}

type Db = DataSource | EntityManager;
const VERSION = `id, scope, version, state, note, created_at AS "createdAt", frozen_at AS "frozenAt"`;

/**
 * Opens the next version of a scope's catalogue, as a copy of the one before it unless `empty`. With the same `id` again
 * it changes nothing.
 *
 * @param draft `id` chosen by the caller; `at` epoch milliseconds
 */
export function openDraft(
  dataSource: DataSource,
  draft: { id: string; scope: string; note?: string; at: number; empty?: boolean },
): Promise<CatalogueVersionRecord> {
  return transaction(dataSource, async (tx) => {
    const { id, scope, note = '', at, empty = false } = draft;
    // versions of a scope are numbered one after another
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`catalogue:${scope}`]);
    const known = await findVersion(tx, id);
    if (known) return known;
    const [made]: CatalogueVersionRecord[] = await tx.query(
      `INSERT INTO catalogue_version (id, scope, version, note, created_at)
       SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4 FROM catalogue_version WHERE scope = $2
       RETURNING ${VERSION}`,
      [id, scope, note, new Date(at)],
    );
    if (!empty && made!.version > 1) {
      await tx.query(
        `INSERT INTO catalogue_item (id, version_id, unit_code, number, code, name, name_key, category, power_type,
           guide_url, source)
         SELECT gen_random_uuid(), $1, unit_code, number, code, name, name_key, category, power_type, guide_url, source
         FROM catalogue_item WHERE version_id = (SELECT id FROM catalogue_version WHERE scope = $2 AND version = $3)`,
        [id, scope, made!.version - 1],
      );
    }
    return made!;
  });
}

/**
 * Closes a version for good. Freezing it again changes nothing.
 *
 * @param at epoch milliseconds
 * @throws {DubanError} NOT_FOUND
 */
export async function freezeVersion(db: Db, id: string, at: number): Promise<CatalogueVersionRecord> {
  await db.query(
    `UPDATE catalogue_version SET state = 'frozen', frozen_at = $2 WHERE id = $1 AND state = 'draft'`,
    [id, new Date(at)],
  );
  return readVersion(db, id);
}

/** @throws {DubanError} NOT_FOUND */
export async function readVersion(db: Db, id: string): Promise<CatalogueVersionRecord> {
  const version = await findVersion(db, id);
  if (!version) throw new DubanError('NOT_FOUND', `no catalogue version '${id}'`);
  return version;
}

/** The newest first. */
export function versionsOf(db: Db, scope: string): Promise<readonly CatalogueVersionRecord[]> {
  return db.query(`SELECT ${VERSION} FROM catalogue_version WHERE scope = $1 ORDER BY version DESC`, [scope]);
}

/** By unit and place in its list. @param units whose items; null: all */
export function itemsOf(
  db: Db,
  versionId: string,
  units: readonly string[] | null = null,
): Promise<readonly CatalogueItemRecord[]> {
  return db.query(
    `SELECT id, unit_code AS unit, number, code, name, category, power_type AS "powerType", guide_url AS "guideUrl",
       source
     FROM catalogue_item WHERE version_id = $1 AND ($2::text[] IS NULL OR unit_code = ANY ($2))
     ORDER BY unit_code, number, id`,
    [versionId, units],
  );
}

/** Which units a version has items of, how many, and from which sources. By unit. */
export function unitsOf(
  db: Db,
  versionId: string,
): Promise<readonly { unit: string; items: number; sources: readonly string[] }[]> {
  return db.query(
    `SELECT unit_code AS unit, count(*)::int AS items, array_agg(DISTINCT source ORDER BY source) AS sources
     FROM catalogue_item WHERE version_id = $1 GROUP BY unit_code ORDER BY unit_code`,
    [versionId],
  );
}

/**
 * Gives a draft, for each of the units, the items that another version has: the fallback of the 2015 plan for those who
 * have not reported (RULES.md 5.5, A1.2). It takes the place of what the draft had of these units.
 *
 * @param copy `source` is what the copied items are marked with; null: what they are marked with already
 * @returns how many items each unit got; a unit without items there got none and is missing in it
 * @throws {DubanError} NOT_FOUND, CATALOGUE_FROZEN
 */
export function copyItems(
  dataSource: DataSource,
  copy: { from: string; to: string; units: readonly string[]; source: string | null },
): Promise<ReadonlyMap<string, number>> {
  return transaction(dataSource, async (tx) => {
    const { from, to, units, source } = copy;
    await readVersion(tx, from);
    await lockDraft(tx, to);
    await tx.query('DELETE FROM catalogue_item WHERE version_id = $1 AND unit_code = ANY($2)', [to, units]);
    const counts: { unit: string; items: number }[] = await tx.query(
      `WITH copied AS (
         INSERT INTO catalogue_item (id, version_id, unit_code, number, code, name, name_key, category, power_type,
           guide_url, source)
         SELECT gen_random_uuid(), $2, unit_code, number, code, name, name_key, category, power_type, guide_url,
           coalesce($4, source)
         FROM catalogue_item WHERE version_id = $1 AND unit_code = ANY($3)
         RETURNING unit_code
       )
       SELECT unit_code AS unit, count(*)::int AS items FROM copied GROUP BY unit_code`,
      [from, to, units, source],
    );
    return new Map(counts.map(({ unit, items }) => [unit, items]));
  });
}

/**
 * Holds a draft until the end of the transaction: it cannot be frozen meanwhile, and two who write to it take turns.
 *
 * @throws {DubanError} NOT_FOUND, CATALOGUE_FROZEN
 */
export async function lockDraft(tx: EntityManager, id: string): Promise<void> {
  const [version]: { state: string }[] = await tx.query(
    'SELECT state FROM catalogue_version WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!version) throw new DubanError('NOT_FOUND', `no catalogue version '${id}'`);
  if (version.state === 'frozen') throw new DubanError('CATALOGUE_FROZEN', `version '${id}' is frozen`);
}

/** Under `lockDraft`. In two statements, whatever the number of items. */
export async function replaceItems(
  tx: EntityManager,
  change: { versionId: string; source: string; units: readonly string[]; items: readonly ListedItem[] },
): Promise<void> {
  const { versionId, source, units, items } = change;
  await tx.query('DELETE FROM catalogue_item WHERE version_id = $1 AND unit_code = ANY($2)', [
    versionId,
    units,
  ]);
  const columns = [
    items.map(() => randomUUID()),
    items.map(({ unit }) => unit),
    items.map((_, index) => index + 1),
    items.map(({ code }) => code),
    items.map(({ name }) => name),
    items.map(({ name }) => nameKeyOf(name)),
    items.map(({ category }) => category),
    items.map(({ powerType }) => powerType),
    items.map(({ guideUrl }) => guideUrl),
  ];
  await tx.query(
    `INSERT INTO catalogue_item (id, version_id, unit_code, number, code, name, name_key, category, power_type,
       guide_url, source)
     SELECT i.id, $1, i.unit, i.number, i.code, i.name, i.name_key, i.category, i.power_type, i.guide_url, $2
     FROM unnest($3::uuid[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
       $11::text[]) AS i(id, unit, number, code, name, name_key, category, power_type, guide_url)`,
    [versionId, source, ...columns],
  );
}

async function findVersion(db: Db, id: string): Promise<CatalogueVersionRecord | undefined> {
  const [version]: CatalogueVersionRecord[] = await db.query(
    `SELECT ${VERSION} FROM catalogue_version WHERE id = $1`,
    [id],
  );
  return version;
}
