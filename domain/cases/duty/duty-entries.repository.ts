import { DutyEntry, type DutyBusiness, type DutyKind } from '../../../infra/database/entities/duty.js';
import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** Which person of which unit: at most one is in force on a day. */
export type DutyPlace = Pick<DutyEntry, 'unit' | 'business' | 'kind'>;

/** An entry with the account that it names. */
export interface DutyEntryRow {
  readonly id: string;
  readonly business: DutyBusiness;
  readonly kind: DutyKind;
  readonly username: string | null;
  readonly name: string;
  readonly post: string | null;
  readonly phone: string;
  readonly isPublic: boolean;
  /** YYYY-MM-DD, Asia/Shanghai */
  readonly fromDay: string;
  readonly untilDay: string | null;
  /** Named by a task of a process. */
  readonly byTask: boolean;
  readonly enteredBy: string;
  readonly enteredAt: Date;
}

/** Entries of the duty register. */
export class DutyEntriesRepository {
  constructor(private readonly db: Database) {}

  find(id: string): Promise<DutyEntry | null> {
    return this.db.getRepository(DutyEntry).findOneBy({ id });
  }

  /** Locks the register of a unit until the transaction ends. */
  async lock(unit: string): Promise<void> {
    await execute(this.db, sql`SELECT 1 FROM unit WHERE code = ${unit} FOR NO KEY UPDATE`);
  }

  /** Every entry of a unit, the newest first: those in force, planned ones and the history. */
  ofUnit(unit: string): Promise<DutyEntryRow[]> {
    return queryRows(
      this.db,
      sql`SELECT e.id, e.business, e.kind, a.username, e.name, e.post, e.phone, e.is_public AS "isPublic",
          e.from_day::text AS "fromDay", e.until_day::text AS "untilDay", e.process_id IS NOT NULL AS "byTask",
          by_whom.title AS "enteredBy", e.entered_at AS "enteredAt"
        FROM duty_entry e LEFT JOIN account a ON a.id = e.account_id JOIN account by_whom ON by_whom.id = e.entered_by
        WHERE e.unit = ${unit} ORDER BY e.from_day DESC, e.entered_at DESC, e.id`,
    );
  }

  /** The first day of an entry that begins after `from` and by `until`; undefined: there is none. */
  async nextWithin(
    { unit, business, kind }: DutyPlace,
    from: string,
    until: string | null,
  ): Promise<string | undefined> {
    const row = await queryRow<{ day: string }>(
      this.db,
      sql`SELECT from_day::text AS day FROM duty_entry
        WHERE unit = ${unit} AND business = ${business} AND kind = ${kind} AND from_day > ${from}::date
          AND coalesce(until_day >= from_day, true) AND coalesce(from_day <= ${until}::date, true)
        ORDER BY from_day LIMIT 1`,
    );
    return row?.day;
  }

  /** Ends the entries in force on a day with the day before it. @param from YYYY-MM-DD */
  async endBefore({ unit, business, kind }: DutyPlace, from: string): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE duty_entry SET until_day = ${from}::date - 1
        WHERE unit = ${unit} AND business = ${business} AND kind = ${kind} AND from_day <= ${from}::date
          AND coalesce(until_day >= ${from}::date, true)`,
    );
  }

  /** The account of a unit that has a name; undefined: none has it, or several. */
  async accountNamed(unit: string, name: string): Promise<string | undefined> {
    const row = await queryRow<{ id: string }>(
      this.db,
      sql`SELECT min(id::text) AS id FROM account WHERE unit_code = ${unit} AND title = ${name} AND state <> 'disabled'
        HAVING count(*) = 1`,
    );
    return row?.id;
  }

  async add(entry: DutyEntry): Promise<void> {
    await this.db.getRepository(DutyEntry).insert(entry);
  }

  /** @param untilDay last day, YYYY-MM-DD */
  async end(id: string, untilDay: string): Promise<void> {
    await this.db.getRepository(DutyEntry).update({ id }, { untilDay });
  }
}
