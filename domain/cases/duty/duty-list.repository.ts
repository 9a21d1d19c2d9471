import type { DutyBusiness, DutyKind } from '../../../infra/database/entities/duty.js';
import { ascending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import { queryRows, type Database } from '../../../infra/database/query.js';
import { and, identifier, sql, type Condition, type Sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';
import { takesCases } from '../units/units.repository.js';
import { isEntryInForce, isOn } from './in-force.js';

/**
 * `missing`: no officer, or one who has left the unit; `substituted`: the officer is absent and somebody acts; `incomplete`:
 * without a deputy or a leader.
 */
export const DUTY_STATES = ['named', 'incomplete', 'substituted', 'missing'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** A person who is responsible today. */
export interface DutyPerson {
  readonly id: string;
  readonly name: string;
  readonly post: string | null;
  readonly phone: string;
  readonly isPublic: boolean;
  /** The account that the entry names is still one of the unit; true without an account. */
  readonly present: boolean;
}

/** Who acts for the absent officer. */
export interface DutySubstitute {
  readonly name: string;
  readonly phone: string;
  /** YYYY-MM-DD, Asia/Shanghai */
  readonly from: string;
  readonly until: string;
  /** Open tasks of the absent officer, secret ones not counted. */
  readonly openTasks: number;
}

export interface DutyRow {
  readonly code: string;
  readonly name: string;
  readonly state: DutyState;
  readonly officer: DutyPerson | null;
  readonly deputy: DutyPerson | null;
  readonly leader: DutyPerson | null;
  readonly substitute: DutySubstitute | null;
}

/** Whom to call in a unit about a business: the officer, or who acts for the officer today. */
export interface DutyContact {
  readonly unit: string;
  readonly name: string;
  readonly phone: string;
  /** Whether citizens may see the name. */
  readonly isPublic: boolean;
}

export interface DutyListQuery {
  readonly business: DutyBusiness;
  /** YYYY-MM-DD, Asia/Shanghai */
  readonly day: string;
  /** Over the row `u` of the unit. */
  readonly where: readonly Condition[];
}

/** The duty register by unit: who is responsible today, and which units name nobody. */
export class DutyListRepository {
  constructor(private readonly db: Database) {}

  /** By code. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    { state, ...list }: DutyListQuery & { readonly state: DutyState | undefined },
    view: (row: DutyRow) => V,
  ): Promise<Page<V>> {
    return keysetPage<DutyRow, V>(this.db, query, {
      select: sql`SELECT d.* FROM ${register(list)} d`,
      where: [state !== undefined && sql`d.state = ${state}`],
      order: ascending(['d.code', 'code', 'code']),
      view,
    });
  }

  /** State -> number of units; without the states that no unit has. */
  async counts(list: DutyListQuery): Promise<ReadonlyMap<DutyState, number>> {
    const rows = await queryRows<{ state: DutyState; count: number }>(
      this.db,
      sql`SELECT d.state, count(*)::int AS count FROM ${register(list)} d GROUP BY d.state`,
    );
    return new Map(rows.map(({ state, count }) => [state, count]));
  }

  /** Contacts of units for a business on a day, by code; units that name nobody are left out. @param day YYYY-MM-DD */
  async contacts(
    units: readonly string[],
    business: DutyBusiness,
    day: string,
  ): Promise<ReadonlyMap<string, DutyContact>> {
    const rows = await queryRows<DutyContact>(
      this.db,
      sql`SELECT d.code AS unit, coalesce(d.substitute, d.officer) ->> 'name' AS name,
          coalesce(d.substitute, d.officer) ->> 'phone' AS phone, (d.officer ->> 'isPublic')::boolean AS "isPublic"
        FROM ${register({ business, day, where: [sql`u.code = ANY (${units}::text[])`] })} d WHERE d.state <> 'missing'`,
    );
    return new Map(rows.map((contact) => [contact.unit, contact]));
  }
}

/** Units that take cases on the day, with their entries of a business, in parentheses. */
function register({ business, day, where }: DutyListQuery): Sql {
  return sql`(
    SELECT u.code, u.name, officer.person AS officer, deputy.person AS deputy, leader.person AS leader,
      leave.substitute, CASE
        WHEN officer.person IS NULL OR NOT (officer.person ->> 'present')::boolean THEN 'missing'
        WHEN leave.substitute IS NOT NULL THEN 'substituted'
        WHEN deputy.person IS NULL OR leader.person IS NULL THEN 'incomplete' ELSE 'named' END AS state
    FROM unit u
    ${person('officer', business, day)} ${person('deputy', business, day)} ${person('leader', business, day)}
    LEFT JOIN LATERAL (
      SELECT jsonb_build_object('name', a.title, 'phone', s.phone, 'from', s.from_day, 'until', s.until_day,
          'openTasks', (SELECT count(*) FROM task t JOIN process p ON p.id = t.process_id
            WHERE t.assignee = s.account_id AND t.state = 'open' AND NOT ${isSecret('p')})) AS substitute
      FROM substitution s JOIN account a ON a.id = s.substitute_id
      WHERE s.account_id = officer.account_id AND ${isOn('s', day)} LIMIT 1
    ) leave ON true
    WHERE ${and(takesCases('u', day), ...where)}
  )`;
}

function person(kind: DutyKind, business: DutyBusiness, day: string): Sql {
  return sql`LEFT JOIN LATERAL (
    SELECT e.account_id, jsonb_build_object('id', e.id, 'name', e.name, 'post', e.post, 'phone', e.phone,
      'isPublic', e.is_public, 'present', a.id IS NULL OR (a.state <> 'disabled' AND a.unit_code = e.unit)) AS person
    FROM duty_entry e LEFT JOIN account a ON a.id = e.account_id
    WHERE e.unit = u.code AND e.business = ${business} AND e.kind = ${kind} AND ${isEntryInForce('e', day)}
    ORDER BY e.from_day DESC LIMIT 1
  ) ${identifier(kind)} ON true`;
}
