import { ILike, In } from 'typeorm';
import { Unit } from '../../../infra/database/entities/accounts.js';
import { queryRow, queryRows, type Database, type Executor } from '../../../infra/database/query.js';
import { and, identifier, sql, type Sql } from '../../../infra/database/sql.js';

/** Administrative units. They are never deleted. */
export class UnitsRepository {
  constructor(private readonly db: Database) {}

  /**
   * Those above before those below them, so that a picker offers 州住建局 before that of a county, and townships last; ended ones
   * included.
   */
  list(): Promise<Unit[]> {
    const units = this.db.getRepository(Unit).createQueryBuilder('unit');
    return units
      .orderBy(`unit.kind = 'TOWNSHIP'`)
      .addOrderBy('cardinality(unit.path)')
      .addOrderBy('unit.code')
      .getMany();
  }

  /** Ended ones included. */
  get(code: string): Promise<Unit | null> {
    return this.db.getRepository(Unit).findOneBy({ code });
  }

  /** Code -> short name. */
  async names(codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.db.getRepository(Unit).findBy({ code: In([...codes]) });
    return new Map(rows.map(({ code, shortName }) => [code, shortName]));
  }

  /** Codes of a unit and of every unit below it, ended ones included; none for an unknown one. */
  async withBelow(code: string): Promise<string[]> {
    const rows = await queryRows<{ code: string }>(
      this.db,
      sql`SELECT code FROM unit WHERE path @> ${[code]}::text[]`,
    );
    return rows.map((row) => row.code);
  }

  /** At most ten whose name contains a text, or whose code begins with it; by code, townships last, ended ones included. */
  find(text: string): Promise<Unit[]> {
    const escaped = text.replaceAll(/[\\%_]/g, '\\$&');
    const units = this.db.getRepository(Unit).createQueryBuilder('unit');
    return units
      .where([
        { name: ILike(`%${escaped}%`) },
        { shortName: ILike(`%${escaped}%`) },
        { code: ILike(`${escaped}%`) },
      ])
      .orderBy(`unit.kind = 'TOWNSHIP'`)
      .addOrderBy('unit.code')
      .limit(10)
      .getMany();
  }
}

/** Which units count as known. */
export interface KnownUnits {
  /** Leaves out the prefecture as a whole, which takes no cases. @default false */
  readonly withoutPrefecture?: boolean;
}

/** The codes, of those given, that name a unit, ended ones included. */
export async function knownUnits(
  db: Executor,
  codes: readonly string[],
  { withoutPrefecture = false }: KnownUnits = {},
): Promise<ReadonlySet<string>> {
  const isKnown = and(sql`code = ANY (${codes}::text[])`, withoutPrefecture && sql`kind <> 'PREFECTURE'`);
  const rows = await queryRows<{ code: string }>(db, sql`SELECT code FROM unit WHERE ${isKnown}`);
  return new Set(rows.map(({ code }) => code));
}

/**
 * The first of the codes that a case is not hidden from, null when there is none: neither the unit, nor one above it, nor one
 * whose business they continue is among `hiddenFrom`.
 */
export async function firstUnitNotHidden(
  db: Executor,
  codes: readonly string[],
  hiddenFrom: readonly string[],
): Promise<string | null> {
  const row = await queryRow<{ code: string }>(
    db,
    sql`SELECT code FROM unit WHERE code = ANY (${codes}::text[]) AND NOT kin && ${hiddenFrom}::text[]
      ORDER BY array_position(${codes}::text[], code) LIMIT 1`,
  );
  return row?.code ?? null;
}

/**
 * Whether a unit exists on a day and takes cases, as a condition over its row. The prefecture as a whole takes none, a township
 * once it has an account: most have none, and nobody would see what they get.
 *
 * @param row alias of the row of `unit`
 * @param day YYYY-MM-DD, Asia/Shanghai
 */
export function takesCases(row: string, day: string): Sql {
  const u = identifier(row);
  return sql`${u}.kind <> 'PREFECTURE'
    AND (${u}.kind <> 'TOWNSHIP'
      OR EXISTS (SELECT 1 FROM account member WHERE member.unit_code = ${u}.code AND member.state <> 'disabled'))
    AND coalesce(${u}.valid_from <= ${day}::date, true) AND coalesce(${u}.valid_to >= ${day}::date, true)`;
}
