import { Unit, UnitChange, UnitFormerName, UnitShare } from '../../../infra/database/entities/accounts.js';
import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';
import { HEIR } from './successions.repository.js';

export type ContactData = Pick<Unit, 'letterhead' | 'contact' | 'phone' | 'address' | 'hours'>;

/** An entry of a unit's history, with the name of the account that made it. */
export interface UnitHistoryRow extends Pick<UnitChange, 'at' | 'kind' | 'details' | 'reason'> {
  readonly by: string;
}

/** What a unit holds open. Secret cases are not counted: administrators do not know of them. */
export interface UnitLoad {
  /** Running cases in which it has or had a task. */
  readonly cases: number;
  readonly tasks: number;
  /** Accounts that are not disabled. */
  readonly accounts: number;
}

/** What one heir gets of a unit. */
export interface HeirLoad {
  readonly unit: string;
  readonly name: string;
  readonly cases: number;
  /** Open ones. */
  readonly tasks: number;
  /** Of the cases, those that may not reach the heir: a supervising office gets them. */
  readonly conflicts: number;
}

/** A unit whose business another one continues. */
export interface Predecessor extends Pick<Unit, 'code' | 'name' | 'validTo'> {
  /** It was split, and another unit is its successor. */
  readonly inPart: boolean;
}

/** What one heir gets of a unit that is split. */
export interface HeirShare {
  readonly unit: string;
  readonly name: string;
  readonly classes: readonly string[];
  /** Number of single cases. */
  readonly cases: number;
}

/** Units as their administrators change them. A unit is never deleted. */
export class ManagedUnitsRepository {
  constructor(private readonly db: Database) {}

  /** Locks the row until the end of the transaction. Its key stays free, so that accounts can be added meanwhile. */
  lock(code: string): Promise<Unit | null> {
    return this.db.getRepository(Unit).findOne({ where: { code }, lock: { mode: 'for_no_key_update' } });
  }

  async add(unit: Unit): Promise<void> {
    await this.db.getRepository(Unit).insert(unit);
  }

  async change(code: string, change: Partial<ContactData & Pick<Unit, 'name' | 'shortName'>>): Promise<void> {
    await this.db.getRepository(Unit).update({ code }, change);
  }

  /** Keeps the name that a unit had until a day. A second change on the next day keeps the first one's. */
  async keepName({ code, name, shortName }: Unit, lastDay: string): Promise<void> {
    const row = { unitCode: code, lastDay, name, shortName };
    await this.db.createQueryBuilder().insert().into(UnitFormerName).values(row).orIgnore().execute();
  }

  /** Sets the last day of a unit, and who continues its business. */
  async close(code: string, end: Pick<Unit, 'validTo' | 'successorCode'>): Promise<void> {
    await this.db.getRepository(Unit).update({ code }, end);
  }

  async addShares(shares: readonly UnitShare[]): Promise<void> {
    if (shares.length > 0) await this.db.getRepository(UnitShare).insert([...shares]);
  }

  async removeShares(code: string): Promise<void> {
    await this.db.getRepository(UnitShare).delete({ unitCode: code });
  }

  /** Codes of the units that continue, or are to continue, the business of a unit. */
  async heirsOf(code: string): Promise<string[]> {
    const rows = await queryRows<{ heir: string }>(
      this.db,
      sql`SELECT successor_code AS heir FROM unit WHERE code = ${code} AND successor_code IS NOT NULL
        UNION SELECT heir_code FROM unit_share WHERE unit_code = ${code}`,
    );
    return rows.map(({ heir }) => heir);
  }

  /**
   * Computes from the closings what is hidden from heirs and from units below them: what is hidden from a unit that they continue,
   * or from one that it continued itself.
   */
  async inheritHiding(heirs: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE unit h SET kin = ARRAY(SELECT unnest(h.path) AS k UNION SELECT k
          FROM unit e, unnest(e.code || e.kin) k
          WHERE e.valid_to IS NOT NULL AND (k = e.code OR NOT k = ANY (e.path))
            AND (e.successor_code = ANY (h.path)
              OR EXISTS (SELECT 1 FROM unit_share s WHERE s.unit_code = e.code AND s.heir_code = ANY (h.path)))
          ORDER BY k)
        WHERE h.path && ${heirs}::text[]`,
    );
  }

  /** Number of units below a unit that have no last day, or a later one. @param lastDay YYYY-MM-DD */
  async below(code: string, lastDay: string): Promise<number> {
    const row = await queryRow<{ count: number }>(
      this.db,
      sql`SELECT count(*)::int AS count FROM unit
        WHERE parent_code = ${code} AND coalesce(valid_to > ${lastDay}::date, true)`,
    );
    return row!.count;
  }

  /** Ids of running cases with a part of a unit, by their numbers. Secret ones are not found. */
  async casesOf(code: string, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await queryRows<{ subject: string; id: string }>(
      this.db,
      sql`SELECT p.subject, p.id FROM process p WHERE p.units @> ${[code]}::text[] AND p.ended_at IS NULL
        AND p.subject = ANY (${numbers}::text[]) AND NOT ${isSecret('p')}`,
    );
    return new Map(rows.map(({ subject, id }) => [subject, id]));
  }

  /** Running cases and open tasks of a unit by the heir that gets them. Secret cases are not counted. */
  movesTo(code: string): Promise<HeirLoad[]> {
    return queryRows(
      this.db,
      sql`SELECT m.heir AS unit, h.name, count(*)::int AS cases, sum(m.tasks)::int AS tasks,
          count(*) FILTER (WHERE h.kin && m.hidden_from)::int AS conflicts
        FROM (
          SELECT ${HEIR} AS heir, p.hidden_from,
            (SELECT count(*) FROM task t WHERE t.process_id = p.id AND t.unit = u.code AND t.state = 'open') AS tasks
          FROM unit u JOIN process p ON p.units @> ARRAY[u.code] AND p.ended_at IS NULL AND NOT ${isSecret('p')}
          WHERE u.code = ${code}
        ) m JOIN unit h ON h.code = m.heir GROUP BY m.heir, h.name ORDER BY cases DESC, m.heir`,
    );
  }

  async record(change: UnitChange): Promise<void> {
    await this.db.getRepository(UnitChange).insert(change);
  }

  /** Latest first. */
  history(code: string): Promise<UnitHistoryRow[]> {
    return queryRows(
      this.db,
      sql`SELECT c.at, c.kind, c.details, c.reason, a.title AS by
        FROM unit_change c JOIN account a ON a.id = c.account
        WHERE c.unit_code = ${code} ORDER BY c.at DESC, c.id`,
    );
  }

  formerNames(code: string): Promise<UnitFormerName[]> {
    return this.db
      .getRepository(UnitFormerName)
      .find({ where: { unitCode: code }, order: { lastDay: 'DESC' } });
  }

  /** Units whose business a unit continues, wholly or in part, by code. */
  predecessors(code: string): Promise<Predecessor[]> {
    return queryRows(
      this.db,
      sql`SELECT u.code, u.name, u.valid_to::text AS "validTo", u.successor_code <> ${code} AS "inPart" FROM unit u
        WHERE u.successor_code = ${code}
          OR EXISTS (SELECT 1 FROM unit_share s WHERE s.unit_code = u.code AND s.heir_code = ${code})
        ORDER BY u.code`,
    );
  }

  /** What others than the successor get of a unit that is split, by code of the heir. */
  shares(code: string): Promise<HeirShare[]> {
    return queryRows(
      this.db,
      sql`SELECT s.heir_code AS unit, h.name, array_remove(array_agg(s.class ORDER BY s.class), NULL) AS classes,
          count(s.process_id)::int AS cases
        FROM unit_share s JOIN unit h ON h.code = s.heir_code WHERE s.unit_code = ${code}
        GROUP BY s.heir_code, h.name ORDER BY s.heir_code`,
    );
  }

  async load(code: string): Promise<UnitLoad> {
    const row = await queryRow<UnitLoad>(
      this.db,
      sql`SELECT
          (SELECT count(*)::int FROM process p WHERE p.ended_at IS NULL AND p.units @> ${[code]}::text[]
            AND NOT ${isSecret('p')}) AS cases,
          (SELECT count(*)::int FROM task t JOIN process p ON p.id = t.process_id
            WHERE t.unit = ${code} AND t.state = 'open' AND NOT ${isSecret('p')}) AS tasks,
          (SELECT count(*)::int FROM account a WHERE a.unit_code = ${code} AND a.state <> 'disabled') AS accounts`,
    );
    return row!;
  }
}
