import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { detail } from '../../../domain/messages/index.js';
import { isUniqueViolation } from '../../../infra/database/database-errors.js';
import type { Account } from '../../../infra/database/entities/accounts.js';
import { ADMINISTRATORS } from '../../../infra/database/seeds/roles.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { RoleGrantsRepository } from './role-grants.repository.js';

/** Roles that an administrator of a county proposes: those that work on cases. */
const OF_COUNTY: readonly string[] = ['agency-clerk', 'agency-signer'];

/** 三员 exclude one another and every other role. The database checks the same. */
export const exclude = (roles: readonly string[]): boolean =>
  roles.length > 1 && roles.some((role) => ADMINISTRATORS.includes(role));

export const mayPropose = ({ roles }: Pick<Actor, 'roles'>, role: string): boolean =>
  roles.some((one) => ADMINISTRATORS.includes(one)) || OF_COUNTY.includes(role);

/**
 * Proposes a role, which a second person confirms.
 *
 * @param proposal.account locked, and in the scope of the proposer
 * @throws {DubanError} FORBIDDEN, ROLES_EXCLUDE, ROLE_PROPOSED
 */
export async function proposeRole(
  tx: EntityManager,
  by: Actor,
  {
    account,
    role,
    reason,
  }: {
    readonly account: Pick<Account, 'id' | 'roles'>;
    readonly role: string;
    readonly reason: string;
  },
): Promise<void> {
  if (!mayPropose(by, role)) throw new DubanError('FORBIDDEN', detail('accounts.roleNotOfCounty'));
  if (account.roles.includes(role)) throw new DubanError('ROLE_PROPOSED', detail('accounts.roleHeld'));
  const grants = new RoleGrantsRepository(tx);
  const proposed = await grants.proposed(account.id);
  if (proposed.includes(role)) throw new DubanError('ROLE_PROPOSED', detail('accounts.roleProposed'));
  if (exclude([...account.roles, ...proposed, role]))
    throw new DubanError('ROLES_EXCLUDE', detail('accounts.rolesExclude'));
  try {
    await grants.add({
      ...{ id: randomUUID(), accountId: account.id, role, reason, state: 'proposed' },
      ...{ proposedBy: by.id, proposedAt: new Date(), decidedBy: null, decidedAt: null },
    });
  } catch (error) {
    if (isUniqueViolation(error, 'role_grant_open'))
      throw new DubanError('ROLE_PROPOSED', detail('accounts.roleProposed'));
    throw error;
  }
}
