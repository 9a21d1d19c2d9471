import { randomUUID } from 'node:crypto';
import { In, type Repository } from 'typeorm';
import {
  CatalogueImport,
  CatalogueItem,
  CatalogueVersion,
  FallbackList,
} from '../../../infra/database/entities/catalogues.js';
import { ascending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { sql, type Condition, type Sql } from '../../../infra/database/sql.js';
import type { ListedItem } from '../../catalogue/item-list.js';
import { formalName } from '../../cases/units/formal-name.js';
import type { UnitNames } from '../../catalogue/unit-directory.js';
import { nameKeyOf } from '../../text/names.js';
import { FALLBACK_SCOPE } from './catalogue-scopes.js';

/** An item of a version, as lists name its fields. */
export type CatalogueItemRecord = ListedItem & Pick<CatalogueItem, 'id' | 'number' | 'source'>;

/** An item of a list as it is shown. */
export interface ShownItem extends Pick<
  CatalogueItemRecord,
  'id' | 'unit' | 'number' | 'name' | 'code' | 'category' | 'powerType' | 'source'
> {
  /** Open findings. */
  readonly open: number;
}

/** The items of one unit in a version: how many, and from which sources. */
export interface UnitItems {
  readonly unit: string;
  readonly items: number;
  readonly sources: readonly string[];
}

const COPIED = sql`unit_code, number, code, name, name_key, category, power_type, guide_url`;

/** Versions of catalogues, their items, the files they were read from, and the lists that stand in for others. */
export class CataloguesRepository {
  private readonly versions: Repository<CatalogueVersion>;

  constructor(private readonly db: Database) {
    this.versions = db.getRepository(CatalogueVersion);
  }

  find(id: string): Promise<CatalogueVersion | null> {
    return this.versions.findOneBy({ id });
  }

  /** In a transaction: the version cannot be frozen before its end, and concurrent writers wait. */
  findLocked(id: string): Promise<CatalogueVersion | null> {
    return this.versions.findOne({ where: { id }, lock: { mode: 'for_no_key_update' } });
  }

  /** Newest first. */
  versionsOf(scope: string): Promise<CatalogueVersion[]> {
    return this.versions.find({ where: { scope }, order: { version: 'DESC' } });
  }

  isFrozen(id: string, scope: string): Promise<boolean> {
    return this.versions.existsBy({ id, scope, state: 'frozen' });
  }

  /** Scope -> its newest frozen version; scopes without one are left out. */
  async newestFrozen(scopes: readonly string[]): Promise<Map<string, string>> {
    const rows = await queryRows<{ scope: string; id: string }>(
      this.db,
      sql`SELECT DISTINCT ON (scope) scope, id FROM catalogue_version
        WHERE scope = ANY (${scopes}) AND state = 'frozen' ORDER BY scope, version DESC`,
    );
    return new Map(rows.map(({ scope, id }) => [scope, id]));
  }

  /** In a transaction, until whose end nobody else opens a version of the scope: versions are numbered without gaps. */
  async lockScope(scope: string): Promise<void> {
    await execute(this.db, sql`SELECT pg_advisory_xact_lock(hashtext(${`catalogue:${scope}`}))`);
  }

  newest(scope: string): Promise<CatalogueVersion | null> {
    return this.versions.findOne({ where: { scope }, order: { version: 'DESC' } });
  }

  async addVersion(version: CatalogueVersion): Promise<void> {
    await this.versions.insert(version);
  }

  /** Idempotent: a frozen version keeps the instant at which it was frozen. */
  async freeze(id: string, at: Date): Promise<void> {
    await this.versions.update({ id, state: 'draft' }, { state: 'frozen', frozenAt: at });
  }

  /** By unit and place in its list. @param units whose items; null: all */
  items(versionId: string, units: readonly string[] | null = null): Promise<CatalogueItemRecord[]> {
    return queryRows(
      this.db,
      sql`SELECT id, unit_code AS unit, number, code, name, category, power_type AS "powerType", guide_url AS "guideUrl",
          source
        FROM catalogue_item WHERE version_id = ${versionId} AND (${units}::text[] IS NULL OR unit_code = ANY (${units}))
        ORDER BY unit_code, number, id`,
    );
  }

  /** By unit. */
  units(versionId: string): Promise<UnitItems[]> {
    return queryRows(
      this.db,
      sql`SELECT unit_code AS unit, count(*)::int AS items, array_agg(DISTINCT source ORDER BY source) AS sources
        FROM catalogue_item WHERE version_id = ${versionId} GROUP BY unit_code ORDER BY unit_code`,
    );
  }

  /** Items of these versions, by unit and place in their list. @param where over the row `i`. @throws {DubanError} CURSOR_INVALID */
  itemPage<V>(
    query: KeysetQuery,
    versions: readonly string[],
    where: readonly Condition[],
    view: (row: ShownItem) => V,
  ): Promise<Page<V>> {
    return keysetPage<ShownItem, V>(this.db, query, {
      select: sql`SELECT i.id, i.unit_code AS unit, i.number, i.name, i.code, i.category,
          i.power_type AS "powerType", i.source,
          (SELECT count(*)::int FROM campaign_finding f
            WHERE f.campaign_id = i.version_id AND f.item_id = i.id AND f.state = 'open') AS open
        FROM catalogue_item i`,
      where: [sql`i.version_id = ANY (${versions}::uuid[])`, ...where],
      order: ascending(
        ['i.unit_code', 'unit', 'code'],
        ['i.number', 'number', 'integer'],
        ['i.id', 'id', 'uuid'],
      ),
      view,
    });
  }

  /**
   * Whether a caller may read a list.
   *
   * @param reader `fallback`: whether he sees fallback lists; `campaigns`: those that he sees, over the row `c`; `units`:
   * whose lists he sees in them, null for all
   */
  async isVisible(
    id: string,
    reader: { readonly fallback: boolean; readonly campaigns: Sql; readonly units: readonly string[] | null },
  ): Promise<boolean> {
    const { fallback, campaigns, units } = reader;
    const row = await queryRow(
      this.db,
      sql`SELECT 1 FROM catalogue_version v WHERE v.id = ${id} AND (
          v.scope = ${FALLBACK_SCOPE} AND ${fallback}
          OR EXISTS (SELECT 1 FROM campaign c WHERE c.id::text = split_part(v.scope, '/', 2) AND ${campaigns})
            AND v.scope LIKE 'campaign/%'
            AND (${units}::text[] IS NULL OR split_part(v.scope, '/', 3) = ANY (${units}::text[] || ARRAY[''])))`,
    );
    return row !== undefined;
  }

  /** Whether both items exist, each in its version. */
  async hasItems(...[older, newer]: readonly [ItemOfVersion, ItemOfVersion]): Promise<boolean> {
    const items = this.db.getRepository(CatalogueItem);
    return (await items.existsBy(older)) && (await items.existsBy(newer));
  }

  async deleteItems(versionId: string, units: readonly string[]): Promise<void> {
    await this.db.getRepository(CatalogueItem).delete({ versionId, unitCode: In(units) });
  }

  /** In one statement, whatever the number of items. */
  async addItems(versionId: string, source: string, items: readonly ListedItem[]): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO catalogue_item (id, version_id, ${COPIED}, source)
        SELECT i.id, ${versionId}, i.unit, i.number, i.code, i.name, i.name_key, i.category, i.power_type, i.guide_url,
          ${source}
        FROM unnest(${items.map(() => randomUUID())}::uuid[], ${items.map(({ unit }) => unit)}::text[],
            ${items.map((_, index) => index + 1)}::int[], ${items.map(({ code }) => code)}::text[],
            ${items.map(({ name }) => name)}::text[], ${items.map(({ name }) => nameKeyOf(name))}::text[],
            ${items.map(({ category }) => category)}::text[], ${items.map(({ powerType }) => powerType)}::text[],
            ${items.map(({ guideUrl }) => guideUrl)}::text[])
          AS i (id, unit, number, code, name, name_key, category, power_type, guide_url)`,
    );
  }

  /**
   * @param copy `units` whose items; null: all. `source` marks the copies; null: as they are marked already
   * @returns unit -> how many items were copied; units without items are left out
   */
  async copyItems(copy: {
    readonly from: string;
    readonly to: string;
    readonly units: readonly string[] | null;
    readonly source: string | null;
  }): Promise<Map<string, number>> {
    const { from, to, units, source } = copy;
    const counts = await queryRows<{ unit: string; items: number }>(
      this.db,
      sql`WITH copied AS (
          INSERT INTO catalogue_item (id, version_id, ${COPIED}, source)
          SELECT gen_random_uuid(), ${to}, ${COPIED}, coalesce(${source}, source)
          FROM catalogue_item
          WHERE version_id = ${from} AND (${units}::text[] IS NULL OR unit_code = ANY (${units}))
          RETURNING unit_code
        )
        SELECT unit_code AS unit, count(*)::int AS items FROM copied GROUP BY unit_code`,
    );
    return new Map(counts.map(({ unit, items }) => [unit, items]));
  }

  async addImport(file: CatalogueImport): Promise<void> {
    await this.db.getRepository(CatalogueImport).insert(file);
  }

  async addFallbackList(list: FallbackList): Promise<void> {
    await this.db.getRepository(FallbackList).insert(list);
  }

  hasFallbackList(id: string): Promise<boolean> {
    return this.db.getRepository(FallbackList).existsBy({ id });
  }

  /**
   * How documents name the list of a version: a fallback list, or the catalogue of an earlier campaign, which has the
   * campaign's id.
   */
  async listName(id: string): Promise<ListName | null> {
    const name = await queryRow<ListName>(
      this.db,
      sql`SELECT name, number, dated::text AS date FROM fallback_list WHERE id = ${id}
        UNION ALL
        SELECT c.title || '事项目录', NULL, (v.frozen_at AT TIME ZONE 'Asia/Shanghai')::date::text
        FROM campaign c JOIN catalogue_version v ON v.id = c.id WHERE c.id = ${id} AND v.frozen_at IS NOT NULL`,
    );
    return name ?? null;
  }

  /** The units as lists may call them, for `UnitDirectory`. */
  async unitNames(): Promise<UnitNames> {
    const units = await queryRows<UnitNames['units'][number] & { readonly kind: string }>(
      this.db,
      sql`SELECT code, name, short_name AS "shortName", ${formalName('u')} AS "formalName", kind
        FROM unit u ORDER BY code`,
    );
    const prefecture = units
      .filter(({ kind }) => kind === 'PREFECTURE')
      .flatMap(({ name, shortName }) => [name, shortName]);
    return { units, prefecture };
  }
}

type ItemOfVersion = Pick<CatalogueItem, 'id' | 'versionId'>;

/** A list as documents name it. */
export interface ListName {
  /** Without 《》. */
  readonly name: string;
  /** Of the document, or of the meeting that passed it. */
  readonly number: string | null;
  /** When it was passed, `YYYY-MM-DD` in Asia/Shanghai. */
  readonly date: string;
}
