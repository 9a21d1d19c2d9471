import { Unit, UnitChange, UnitFormerName } from '../../../infra/database/entities/accounts.js';
import { queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';

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

  /** Units whose business a unit continues, by code. */
  predecessors(code: string): Promise<Pick<Unit, 'code' | 'name' | 'validTo'>[]> {
    return this.db.getRepository(Unit).find({
      select: { code: true, name: true, validTo: true },
      where: { successorCode: code },
      order: { code: 'ASC' },
    });
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
