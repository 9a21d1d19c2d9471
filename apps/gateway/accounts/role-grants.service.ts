import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { detail } from '../../../domain/messages/index.js';
import { isCheckViolation } from '../../../infra/database/database-errors.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { AccountsService } from '../platform/auth/accounts.service.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import {
  AccountAdministrationService,
  assertNotLast,
  type Administration,
} from './account-administration.service.js';
import { AccountCodesRepository } from './account-codes.repository.js';
import { areTwoPersons } from './account-scope.js';
import { ManagedAccountsRepository } from './managed-accounts.repository.js';
import { proposeRole } from './propose-role.js';
import { RoleGrantsRepository, type GrantRow } from './role-grants.repository.js';

/** Roles are granted by two persons, of whom one is a security administrator; that one alone takes them away. */
@Injectable()
export class RoleGrantsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly administration: AccountAdministrationService,
    private readonly accounts: AccountsService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN, ACCOUNT_STATE, ROLES_EXCLUDE, ROLE_PROPOSED */
  async propose(
    administration: Administration,
    username: string,
    { role, reason }: { readonly role: string; readonly reason: string },
  ): Promise<void> {
    const record = { action: 'role.propose', reason, detail: role };
    await this.administration.act(administration, username, record, async (tx, account) => {
      if (account.state === 'disabled')
        throw new DubanError('ACCOUNT_STATE', detail('accounts.stateDisabled'));
      await proposeRole(tx, administration.by, { account, role, reason });
    });
  }

  /**
   * Confirms proposals of another person: all of them, or none.
   *
   * @throws {DubanError} NOT_FOUND, GRANT_DECIDED, SECOND_PERSON_NEEDED, ROLES_EXCLUDE
   */
  async confirm({ by, ip }: Administration, ids: readonly string[]): Promise<void> {
    const changed = await transaction(this.dataSource, async (tx) => {
      const grants = await this.lock(tx, ids);
      grants.forEach(assertOpen);
      for (const grant of grants) {
        const isOwn = grant.accountId === by.id || grant.accountId === grant.proposedBy;
        if (isOwn || !areTwoPersons(by, { id: grant.proposedBy, roles: grant.proposerRoles }))
          throw new DubanError('SECOND_PERSON_NEEDED', detail('accounts.secondPersonGrant'));
        await this.give(tx, grant, by.id);
      }
      for (const { username, role } of grants) {
        const subject = `${username} ${role}`;
        await this.audit.append({ account: by.id, action: 'role.grant', subject, result: 'done', ip }, tx);
      }
      return grants.map(({ accountId }) => accountId);
    });
    for (const id of changed) this.accounts.forget(id);
  }

  /** Rejects a proposal, or withdraws one's own. @throws {DubanError} NOT_FOUND, GRANT_DECIDED, FORBIDDEN */
  async reject({ by, ip }: Administration, id: string, reason: string): Promise<void> {
    await transaction(this.dataSource, async (tx) => {
      const [grant] = await this.lock(tx, [id]);
      const mayReject = by.roles.includes('admin-security') || grant!.proposedBy === by.id;
      // As an unknown one, before its state is told.
      if (!mayReject) throw new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
      assertOpen(grant!);
      await new RoleGrantsRepository(tx).decide(id, {
        ...{ state: 'rejected', decidedBy: by.id, decidedAt: new Date() },
      });
      const subject = `${grant!.username} ${grant!.role}`;
      const record = { account: by.id, action: 'role.reject', subject, ip, reason };
      await this.audit.append({ ...record, result: 'done' }, tx);
    });
  }

  /** Takes a role away, at once. @throws {DubanError} NOT_FOUND, FORBIDDEN, LAST_ADMINISTRATOR */
  async revoke(
    administration: Administration,
    username: string,
    { role, reason }: { readonly role: string; readonly reason: string },
  ): Promise<void> {
    const record = { action: 'role.revoke', reason, detail: role };
    await this.administration.act(administration, username, record, async (tx, account) => {
      if (!account.roles.includes(role)) throw new DubanError('NOT_FOUND', detail('accounts.roleNotHeld'));
      await assertNotLast(new ManagedAccountsRepository(tx), account);
      await new RoleGrantsRepository(tx).take(account.id, role);
    });
  }

  private async lock(tx: EntityManager, ids: readonly string[]): Promise<GrantRow[]> {
    const grants = await new RoleGrantsRepository(tx).lock(ids);
    if (grants.length < ids.length) throw new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
    return grants;
  }

  private async give(tx: EntityManager, { id, accountId, role }: GrantRow, by: string): Promise<void> {
    const grants = new RoleGrantsRepository(tx);
    try {
      await grants.give(accountId, role);
    } catch (error) {
      if (isCheckViolation(error, 'account_administrators_check'))
        throw new DubanError('ROLES_EXCLUDE', detail('accounts.rolesExclude'));
      throw error;
    }
    // A code that one administrator admitted while there was no role opens nothing more without a second one.
    await new AccountCodesRepository(tx).requireSecond(accountId);
    await grants.decide(id, { state: 'confirmed', decidedBy: by, decidedAt: new Date() });
  }
}

function assertOpen({ state }: GrantRow): void {
  if (state !== 'proposed') throw new DubanError('GRANT_DECIDED', detail('accounts.grantDecided'));
}
