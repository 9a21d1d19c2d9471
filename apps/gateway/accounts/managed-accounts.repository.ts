import { Account, type AccountState } from '../../../infra/database/entities/accounts.js';
import { ascending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import { queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { and, sql, type Condition, type Sql } from '../../../infra/database/sql.js';

/** A role that waits for its second person. */
export interface OpenGrant {
  readonly id: string;
  readonly role: string;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedByTitle: string;
  /** ISO 8601. */
  readonly proposedAt: string;
}

/** A one-time code that one of two administrators has admitted, or that waits for its holder. */
export interface AdmittedCode {
  readonly state: 'admitted' | 'ready';
  readonly checkNumber: string;
  readonly admittedByTitle: string | null;
  /** ISO 8601. */
  readonly expiresAt: string;
}

export interface ManagedAccountRow extends Pick<
  Account,
  | 'id'
  | 'username'
  | 'alias'
  | 'title'
  | 'unitCode'
  | 'roles'
  | 'state'
  | 'demo'
  | 'signedInAt'
  | 'passwordSetAt'
  | 'createdAt'
> {
  readonly unitName: string;
  readonly hasPassword: boolean;
  /** Null: it has no second factor. */
  readonly secondFactorSince: Date | null;
  readonly grants: readonly OpenGrant[];
  readonly code: AdmittedCode | null;
  /** One-time codes that nobody has admitted yet. */
  readonly codesRequested: number;
}

/** @param at instants are compared with it */
const columns = (
  at: Date,
) => sql`a.id, a.username, a.alias, a.title, a.unit_code AS "unitCode", a.roles, a.state, a.demo,
  a.signed_in_at AS "signedInAt", a.password_set_at AS "passwordSetAt", a.created_at AS "createdAt",
  u.name AS "unitName", a.password_hash IS NOT NULL AS "hasPassword",
  (SELECT f.since FROM second_factor f WHERE f.account_id = a.id) AS "secondFactorSince",
  coalesce((SELECT jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'reason', g.reason, 'proposedBy', p.username,
      'proposedByTitle', p.title, 'proposedAt', g.proposed_at) ORDER BY g.proposed_at, g.id)
    FROM role_grant g JOIN account p ON p.id = g.proposed_by
    WHERE g.account_id = a.id AND g.state = 'proposed'), '[]') AS grants,
  (SELECT jsonb_build_object('state', c.state, 'checkNumber', c.check_number, 'admittedByTitle', p.title,
      'expiresAt', c.expires_at)
    FROM account_code c LEFT JOIN account p ON p.id = c.admitted_by
    WHERE c.account_id = a.id AND c.state <> 'requested' AND c.expires_at > ${at}
    ORDER BY c.admitted_at DESC NULLS LAST LIMIT 1) AS code,
  (SELECT count(*)::int FROM account_code c
    WHERE c.account_id = a.id AND c.state = 'requested' AND c.expires_at > ${at}) AS "codesRequested"`;
const TABLES = sql`account a JOIN unit u ON u.code = a.unit_code`;

/** Over the row `a`: a role or a one-time code waits for an administrator. @param at codes that expire later wait */
export const waitsForAdministrator = (at: Date): Sql =>
  sql`(EXISTS (SELECT 1 FROM role_grant g WHERE g.account_id = a.id AND g.state = 'proposed')
    OR EXISTS (SELECT 1 FROM account_code c WHERE c.account_id = a.id AND c.state <> 'ready' AND c.expires_at > ${at}))`;

/** Accounts as administrators see them. Conditions are over the rows `a` of the account and `u` of its unit. */
export class ManagedAccountsRepository {
  constructor(private readonly db: Database) {}

  /** By user name. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    where: readonly Condition[],
    view: { readonly at: Date; readonly of: (row: ManagedAccountRow) => V },
  ): Promise<Page<V>> {
    return keysetPage<ManagedAccountRow, V>(this.db, query, {
      select: sql`SELECT ${columns(view.at)} FROM ${TABLES}`,
      where,
      order: ascending(['a.username', 'username', 'code']),
      view: view.of,
    });
  }

  find(username: string, scope: Condition, at: Date): Promise<ManagedAccountRow | undefined> {
    return queryRow(
      this.db,
      sql`SELECT ${columns(at)} FROM ${TABLES} WHERE ${and(sql`a.username = ${username}`, scope)}`,
    );
  }

  /** Number of accounts by state. */
  async counts(where: readonly Condition[]): Promise<ReadonlyMap<AccountState, number>> {
    const rows = await queryRows<{ state: AccountState; count: number }>(
      this.db,
      sql`SELECT a.state, count(*)::int AS count FROM ${TABLES} WHERE ${and(...where)} GROUP BY a.state`,
    );
    return new Map(rows.map(({ state, count }) => [state, count]));
  }

  /** Locks the row until the end of the transaction. Its key stays free, so that tasks can be assigned to it meanwhile. */
  lock(username: string): Promise<Account | null> {
    return this.db
      .getRepository(Account)
      .findOne({ where: { username }, lock: { mode: 'for_no_key_update' } });
  }

  async add(account: Account): Promise<void> {
    await this.db.getRepository(Account).insert(account);
  }

  async change(
    id: string,
    change: Partial<Pick<Account, 'title' | 'unitCode' | 'state' | 'roles'>>,
  ): Promise<void> {
    await this.db.getRepository(Account).update({ id }, change);
  }

  /** Those of the names that an account has, as its user name or alias. */
  async taken(names: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await queryRows<{ name: string }>(
      this.db,
      sql`SELECT n.name FROM unnest(${names}::text[]) AS n(name)
        WHERE EXISTS (SELECT 1 FROM account a WHERE a.username = n.name OR a.alias = n.name)`,
    );
    return new Set(rows.map(({ name }) => name));
  }

  /** Whether another active account has a role. Locks those that have it, so that two do not leave at once. */
  async hasOther(role: string, id: string): Promise<boolean> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`SELECT id FROM account WHERE ${role} = ANY (roles) AND state = 'active' ORDER BY id FOR NO KEY UPDATE`,
    );
    return rows.some((row) => row.id !== id);
  }
}
