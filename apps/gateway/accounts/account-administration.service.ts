import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { knownUnits } from '../../../domain/cases/units/units.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { isUniqueViolation } from '../../../infra/database/database-errors.js';
import type { Account, AccountState } from '../../../infra/database/entities/accounts.js';
import { ADMINISTRATORS, ROLES } from '../../../infra/database/seeds/roles.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog, type AuditRecord } from '../platform/audit/audit-log.js';
import { AccountsRepository } from '../platform/auth/accounts.repository.js';
import { AccountsService } from '../platform/auth/accounts.service.js';
import { SecondFactorsRepository } from '../platform/auth/second-factors.repository.js';
import type { Actor } from '../platform/identity/actor.js';
import { FailedAttempts } from '../platform/limits/failed-attempts.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { assertAnother, isInScope, isUnitInScope } from './account-scope.js';
import type { ChangeAccountBody, DisableAccountBody, HandedOver, NewAccountBody } from './accounts.dto.js';
import { handOver } from './hand-over.js';
import { ManagedAccountsRepository } from './managed-accounts.repository.js';
import { RoleGrantsRepository } from './role-grants.repository.js';
import { proposeRole } from './propose-role.js';

/** An administrator's act. */
export interface Administration {
  readonly by: Actor;
  readonly ip: string;
}

const NOTHING_HANDED_OVER: HandedOver = { toSuccessor: 0, toUnit: 0 };

/** Acts of administrators on accounts. They show no case, and no act chooses or shows a password. */
@Injectable()
export class AccountAdministrationService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly audit: AuditLog,
    private readonly failures: FailedAttempts,
  ) {}

  /**
   * Creates an account without a password, and proposes its roles.
   *
   * @throws {DubanError} VALIDATION_FAILED, USERNAME_TAKEN, ROLES_EXCLUDE
   */
  async create(administration: Administration, body: NewAccountBody): Promise<void> {
    await transaction(this.dataSource, (tx) => this.createIn(tx, administration, body));
  }

  /** As `create`, in a transaction of the caller. */
  async createIn(tx: EntityManager, administration: Administration, body: NewAccountBody): Promise<void> {
    const { by, ip } = administration;
    const { username, title, unit, roles = [] } = body;
    await this.assertUnit(tx, by, unit);
    const account = newAccount({ username, title, unitCode: unit });
    await this.add(tx, account);
    for (const role of roles) await proposeRole(tx, by, { account, role, reason: PROPOSED_WITH_ACCOUNT });
    const record = { account: by.id, action: 'account.create', subject: username, ip };
    await this.audit.append({ ...record, result: 'done', reason: [unit, ...roles].join(' ') }, tx);
  }

  /**
   * Renames an account, or moves it to another unit. A move takes its roles, which were granted for the old unit, and hands
   * over its open tasks.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, ACCOUNT_STATE, LAST_ADMINISTRATOR, VALIDATION_FAILED
   */
  change(administration: Administration, username: string, body: ChangeAccountBody): Promise<HandedOver> {
    const { title, unit, successor, reason } = body;
    if (title === undefined && unit === undefined) throw invalid(issue('title', 'accounts.nothingChanged'));
    return this.act(administration, username, { action: 'account.change', reason }, async (tx, account) => {
      assertNot(account, 'disabled', 'accounts.stateDisabled');
      const repository = new ManagedAccountsRepository(tx);
      const moves = unit !== undefined && unit !== account.unitCode;
      if (title !== undefined) await repository.change(account.id, { title });
      if (!moves) return NOTHING_HANDED_OVER;
      await this.assertUnit(tx, administration.by, unit);
      await assertNotLast(repository, account);
      const handedOver = await this.handOver(tx, administration, account, { successor, reason });
      await repository.change(account.id, { unitCode: unit, roles: [] });
      await new RoleGrantsRepository(tx).dropProposed(account.id);
      await new AccountsRepository(tx).endSessions(account.id);
      return handedOver;
    });
  }

  /**
   * Locks an account until somebody unlocks it, and ends its sessions. Its tasks stay with it.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, ACCOUNT_STATE, LAST_ADMINISTRATOR
   */
  async lock(administration: Administration, username: string, reason: string): Promise<void> {
    await this.act(administration, username, { action: 'account.lock', reason }, async (tx, account) => {
      assertNot(account, 'disabled', 'accounts.stateDisabled');
      assertNot(account, 'locked', 'accounts.stateLocked');
      await assertNotLast(new ManagedAccountsRepository(tx), account);
      await new ManagedAccountsRepository(tx).change(account.id, { state: 'locked' });
      await new AccountsRepository(tx).endSessions(account.id);
      return NOTHING_HANDED_OVER;
    });
  }

  /** Unlocks an account, and the addresses that failed too often with its names. @throws {DubanError} NOT_FOUND */
  async unlock(administration: Administration, username: string): Promise<void> {
    await this.act(administration, username, { action: 'account.unlock' }, async (tx, account) => {
      if (account.state === 'locked') {
        const state = account.passwordHash === null ? 'invited' : 'active';
        await new ManagedAccountsRepository(tx).change(account.id, { state });
      }
      await this.failures.forget('login', namesOf(account), tx);
      await new SecondFactorsRepository(tx).forgetFailures(account.id);
      return NOTHING_HANDED_OVER;
    });
  }

  /**
   * Takes the second factor of an account whose owner lost it, and ends its sessions. It opens nothing: the owner signs in with
   * the password, and sets up another one where the policy requires it.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, ACCOUNT_STATE
   */
  async resetSecondFactor(administration: Administration, username: string, reason: string): Promise<void> {
    await this.act(
      administration,
      username,
      { action: 'account.factor.reset', reason },
      async (tx, { id }) => {
        if (!(await new SecondFactorsRepository(tx).delete(id)))
          throw new DubanError('ACCOUNT_STATE', detail('accounts.factorNone'));
        await new AccountsRepository(tx).endSessions(id);
        return NOTHING_HANDED_OVER;
      },
    );
  }

  /**
   * Disables an account: its sessions end, its open tasks are handed over, its roles and proposals are taken.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, ACCOUNT_STATE, LAST_ADMINISTRATOR, VALIDATION_FAILED
   */
  disable(administration: Administration, username: string, body: DisableAccountBody): Promise<HandedOver> {
    const { reason } = body;
    return this.act(administration, username, { action: 'account.disable', reason }, async (tx, account) => {
      assertNot(account, 'disabled', 'accounts.stateDisabled');
      const repository = new ManagedAccountsRepository(tx);
      await assertNotLast(repository, account);
      const handedOver = await this.handOver(tx, administration, account, body);
      await repository.change(account.id, { state: 'disabled', roles: [] });
      await new RoleGrantsRepository(tx).dropProposed(account.id);
      await new AccountsRepository(tx).endSessions(account.id);
      return handedOver;
    });
  }

  /** Enables a disabled account: without roles, which two persons grant anew. @throws {DubanError} as `disable` */
  async enable(administration: Administration, username: string, reason: string): Promise<void> {
    await this.act(administration, username, { action: 'account.enable', reason }, async (tx, account) => {
      if (account.state !== 'disabled')
        throw new DubanError('ACCOUNT_STATE', detail('accounts.stateNotDisabled'));
      const state: AccountState = account.passwordHash === null ? 'invited' : 'active';
      await new ManagedAccountsRepository(tx).change(account.id, { state });
      return NOTHING_HANDED_OVER;
    });
  }

  /** Locks the account, changes it, and audits that, in one transaction. */
  async act<T>(
    { by, ip }: Administration,
    username: string,
    record: Pick<AuditRecord, 'action' | 'reason'> & { readonly detail?: string },
    change: (tx: EntityManager, account: Account) => Promise<T>,
  ): Promise<T> {
    const { detail: about, ...entry } = record;
    const subject = about === undefined ? username : `${username} ${about}`;
    const [result, id] = await transaction(this.dataSource, async (tx) => {
      const account = await new ManagedAccountsRepository(tx).lock(username);
      if (!account || !isInScope(by, account))
        throw new DubanError('NOT_FOUND', detail('platform.noAccount'));
      assertAnother(by, account);
      const changed = await change(tx, account);
      await this.audit.append({ account: by.id, ...entry, subject, result: 'done', ip }, tx);
      return [changed, account.id] as const;
    });
    this.accounts.forget(id);
    return result;
  }

  private async handOver(
    tx: EntityManager,
    { by }: Administration,
    account: Account,
    { successor, reason }: DisableAccountBody,
  ): Promise<HandedOver> {
    const to = successor === undefined ? null : await new AccountsRepository(tx).findByName(successor);
    if (to === undefined) throw invalid(issue('successor', 'accounts.notHandedTo', { to: successor! }));
    return handOver(tx, { by, account, successor: to, reason });
  }

  private async assertUnit(tx: EntityManager, by: Actor, unit: string): Promise<void> {
    const known = await knownUnits(tx, [unit]);
    if (!known.has(unit) || !isUnitInScope(by, unit))
      throw invalid(issue('unit', 'accounts.unitUnknown', { unit }));
  }

  private async add(tx: EntityManager, account: Account): Promise<void> {
    const repository = new ManagedAccountsRepository(tx);
    const taken = (): DubanError =>
      new DubanError('USERNAME_TAKEN', detail('accounts.usernameTaken', { username: account.username }));
    if ((await repository.taken([account.username])).size > 0) throw taken();
    try {
      await repository.add(account);
    } catch (error) {
      if (isUniqueViolation(error, 'account_username_key')) throw taken();
      throw error;
    }
  }
}

/** Reason of proposals that came with a new account. */
const PROPOSED_WITH_ACCOUNT = '随账号建立提出';

const newAccount = (given: Pick<Account, 'username' | 'title' | 'unitCode'>): Account => ({
  ...{ id: randomUUID(), alias: null, roles: [], passwordHash: null, tokenVersion: 0, state: 'invited' },
  ...{ createdAt: new Date(), passwordSetAt: new Date(), signedInAt: null, demo: false },
  ...given,
});

function assertNot(
  { state }: Account,
  excluded: AccountState,
  why: 'accounts.stateDisabled' | 'accounts.stateLocked',
): void {
  if (state === excluded) throw new DubanError('ACCOUNT_STATE', detail(why));
}

/** An installation keeps one of each administrator, as nobody else could make another. */
export async function assertNotLast(
  repository: ManagedAccountsRepository,
  { id, roles, state }: Pick<Account, 'id' | 'roles' | 'state'>,
): Promise<void> {
  const [role] = roles;
  if (role === undefined || state !== 'active' || !ADMINISTRATORS.includes(role)) return;
  if (await repository.hasOther(role, id)) return;
  const title = ROLES.find((one) => one.id === role)!.title;
  throw new DubanError('LAST_ADMINISTRATOR', detail('accounts.lastAdministrator', { role: title }));
}

/** Names that failed logins may be counted under. */
export const namesOf = ({ username, alias }: Pick<Account, 'username' | 'alias'>): string[] =>
  alias === null ? [username] : [username, alias];
