import { Account, StaffSession, type Unit } from '../../../../infra/database/entities/accounts.js';
import type { OwnShare } from '../../../../domain/cases/units/own-shares.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../../domain/time/civil-time.js';
import { queryRow, queryRows, type Database } from '../../../../infra/database/query.js';
import { and, integer, sql, type Sql } from '../../../../infra/database/sql.js';

/** An account with the place of its unit. */
export interface AccountRow extends Pick<
  Account,
  | 'id'
  | 'username'
  | 'title'
  | 'unitCode'
  | 'roles'
  | 'passwordHash'
  | 'passwordSetAt'
  | 'state'
  | 'tokenVersion'
  | 'demo'
> {
  /** Codes from the root down to the unit. */
  readonly unitPath: string[];
  /** The path, and every unit that units of the path continue. */
  readonly unitKin: string[];
  /** The unit, and the ended units whose business it continues. */
  readonly ownUnits: string[];
  /** The unit, every unit below it, and the ended units whose business one of them continues. */
  readonly unitsBelow: string[];
  /** What its unit has of ended units that were split. */
  readonly ownShares: OwnShare[];
  /** Absent accounts for which it acts today. */
  readonly actsFor: string[];
  readonly hasSecondFactor: boolean;
}

export type Colleague = Pick<Account, 'username' | 'title' | 'roles'>;

/** A unit as it is named to people. */
export type NamedUnit = Pick<Unit, 'code' | 'name' | 'shortName'>;

/** An absent colleague for whom an account acts. */
export interface AbsentColleague {
  readonly username: string;
  readonly title: string;
  /** Last day, YYYY-MM-DD, Asia/Shanghai. */
  readonly until: string;
}

export interface AccountProfile {
  readonly passwordSetAt: Date;
  readonly demo: boolean;
  readonly hasSecondFactor: boolean;
  /** From the root down to the account's unit. */
  readonly unitPath: NamedUnit[];
  /** By code, without the account's own unit. */
  readonly unitsBelow: NamedUnit[];
  /** By last day. */
  readonly actsFor: AbsentColleague[];
}

/** Units, and the ended ones whose business they continue. @param of a condition over `b` @param today YYYY-MM-DD */
const withPredecessors = (of: Sql, today: string): Sql => sql`ARRAY(
  WITH RECURSIVE found AS (SELECT b.code FROM unit b WHERE ${of}
    UNION SELECT e.code FROM unit e JOIN found f ON e.successor_code = f.code WHERE e.valid_to < ${today}::date)
  SELECT code FROM found ORDER BY code)`;

/** Shares of the unit of the account `a` in ended ones. @param today YYYY-MM-DD */
const sharesOfUnit = (today: string): Sql => sql`(SELECT coalesce(jsonb_agg(share), '[]') FROM (
    SELECT s.unit_code AS unit, array_remove(array_agg(s.class), NULL) AS classes,
      array_remove(array_agg(s.process_id), NULL) AS cases
    FROM unit_share s JOIN unit e ON e.code = s.unit_code
    WHERE s.heir_code = ANY (${withPredecessors(sql`b.code = a.unit_code`, today)}) AND e.valid_to < ${today}::date
    GROUP BY s.unit_code) share)`;

/** Over the row `a`: a code of its key was entered. */
export const HAS_SECOND_FACTOR = sql`EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id AND f.key IS NOT NULL)`;

const select = (
  today: string,
): Sql => sql`SELECT a.id, a.username, a.title, a.unit_code AS "unitCode", a.roles,
    a.password_hash AS "passwordHash", a.password_set_at AS "passwordSetAt", a.state, a.demo, a.token_version AS "tokenVersion", u.path AS "unitPath", u.kin AS "unitKin",
    ${withPredecessors(sql`b.code = a.unit_code`, today)} AS "ownUnits",
    ${withPredecessors(sql`a.unit_code = ANY (b.path)`, today)} AS "unitsBelow",
    ${sharesOfUnit(today)} AS "ownShares",
    ARRAY(SELECT s.account_id FROM substitution s
      WHERE s.substitute_id = a.id AND ${today}::date BETWEEN s.from_day AND s.until_day) AS "actsFor",
    ${HAS_SECOND_FACTOR} AS "hasSecondFactor"
  FROM account a JOIN unit u ON u.code = a.unit_code`;

const today = (): string => formatDay(dayOf(businessNow()));

export class AccountsRepository {
  constructor(private readonly db: Database) {}

  /** In any state. @param name user name or alias */
  findByName(name: string): Promise<AccountRow | undefined> {
    return queryRow(this.db, sql`${select(today())} WHERE a.username = ${name} OR a.alias = ${name}`);
  }

  findActive(id: string): Promise<AccountRow | undefined> {
    return queryRow(this.db, sql`${select(today())} WHERE a.id = ${id} AND a.state = 'active'`);
  }

  /** What an account may know of itself. @param id of an account that exists */
  async profile(id: string): Promise<AccountProfile> {
    const units = (condition: Sql, order: Sql): Sql => sql`SELECT coalesce(jsonb_agg(
        jsonb_build_object('code', v.code, 'name', v.name, 'shortName', v.short_name) ORDER BY ${order}), '[]')
      FROM unit v WHERE ${condition}`;
    const statement = sql`SELECT a.password_set_at AS "passwordSetAt", a.demo, ${HAS_SECOND_FACTOR} AS "hasSecondFactor",
        (${units(sql`v.code = ANY (u.path)`, sql`array_position(u.path, v.code)`)}) AS "unitPath",
        (${units(sql`a.unit_code = ANY (v.path) AND v.code <> a.unit_code`, sql`v.code`)}) AS "unitsBelow",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('username', away.username, 'title', away.title, 'until', s.until_day)
            ORDER BY s.until_day), '[]')
          FROM substitution s JOIN account away ON away.id = s.account_id
          WHERE s.substitute_id = a.id AND ${today()}::date BETWEEN s.from_day AND s.until_day) AS "actsFor"
      FROM account a JOIN unit u ON u.code = a.unit_code WHERE a.id = ${id}`;
    return (await queryRow<AccountProfile>(this.db, statement, { prepare: 'always' }))!;
  }

  /** @param name user name or alias */
  findActiveInUnit(name: string, unitCode: string): Promise<Pick<Account, 'id' | 'roles'> | null> {
    const inUnit = { unitCode, state: 'active' as const };
    return this.db.getRepository(Account).findOne({
      select: { id: true, roles: true },
      where: [
        { username: name, ...inUnit },
        { alias: name, ...inUnit },
      ],
    });
  }

  /** Active accounts of a unit, by user name. @param role that they have; undefined: any */
  async inUnit(unit: string, role: string | undefined, limit: number): Promise<Colleague[]> {
    const statement = sql`SELECT a.username, a.title, a.roles FROM account a
      WHERE ${and(sql`a.unit_code = ${unit} AND a.state = 'active'`, role !== undefined && sql`${role} = ANY (a.roles)`)}
      ORDER BY a.username LIMIT ${integer(limit)}`;
    return queryRows(this.db, statement);
  }

  /** Ends every session of the account. */
  async endSessions(id: string): Promise<void> {
    await this.db.getRepository(Account).increment({ id }, 'tokenVersion', 1);
    await this.db.getRepository(StaffSession).delete({ accountId: id });
  }

  async recordSignIn(id: string, at: Date): Promise<void> {
    await this.db.getRepository(Account).update({ id }, { signedInAt: at });
  }
}
