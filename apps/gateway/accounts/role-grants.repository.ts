import { RoleGrant } from '../../../infra/database/entities/accounts.js';
import { execute, queryRows, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** A proposal with what its decision depends on. */
export type GrantRow = Pick<RoleGrant, 'id' | 'accountId' | 'role' | 'state' | 'proposedBy'> & {
  readonly username: string;
  /** Roles that its proposer has now. */
  readonly proposerRoles: string[];
};

export class RoleGrantsRepository {
  constructor(private readonly db: Database) {}

  async add(grant: RoleGrant): Promise<void> {
    await this.db.getRepository(RoleGrant).insert(grant);
  }

  /** Locks proposals until the end of the transaction, in the order of their ids. */
  lock(ids: readonly string[]): Promise<GrantRow[]> {
    return queryRows(
      this.db,
      sql`SELECT g.id, g.account_id AS "accountId", g.role, g.state, g.proposed_by AS "proposedBy", a.username,
          p.roles AS "proposerRoles"
        FROM role_grant g JOIN account a ON a.id = g.account_id JOIN account p ON p.id = g.proposed_by
        WHERE g.id = ANY (${ids}::uuid[]) ORDER BY g.id FOR UPDATE OF g`,
    );
  }

  async decide(id: string, decision: Pick<RoleGrant, 'state' | 'decidedBy' | 'decidedAt'>): Promise<void> {
    await this.db.getRepository(RoleGrant).update({ id }, decision);
  }

  /** Roles that are proposed for an account. */
  async proposed(accountId: string): Promise<string[]> {
    const rows = await this.db.getRepository(RoleGrant).findBy({ accountId, state: 'proposed' });
    return rows.map(({ role }) => role);
  }

  /** Drops what is proposed for an account that moves or leaves. */
  async dropProposed(accountId: string): Promise<void> {
    await execute(
      this.db,
      sql`DELETE FROM role_grant WHERE account_id = ${accountId} AND state = 'proposed'`,
    );
  }

  /** Adds a role to an account. The database refuses roles that exclude one another. */
  async give(accountId: string, role: string): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE account SET roles = array_append(roles, ${role}) WHERE id = ${accountId}
        AND NOT ${role} = ANY (roles)`,
    );
  }

  async take(accountId: string, role: string): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE account SET roles = array_remove(roles, ${role}) WHERE id = ${accountId}`,
    );
  }
}
