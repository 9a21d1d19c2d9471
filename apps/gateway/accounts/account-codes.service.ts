import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { DataSource, EntityManager } from 'typeorm';
import { newOneTimeCode, readOneTimeCode } from '../../../domain/accounts/one-time-code.js';
import { detail } from '../../../domain/messages/index.js';
import type { Account, AccountCode } from '../../../infra/database/entities/accounts.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog, UNKNOWN_ACCOUNT } from '../platform/audit/audit-log.js';
import { AccountsRepository } from '../platform/auth/accounts.repository.js';
import { AccountsService, type CurrentAccount } from '../platform/auth/accounts.service.js';
import { PasswordPolicies } from '../platform/auth/password-policies.js';
import { SecondFactorsService } from '../platform/auth/second-factors.service.js';
import { Captcha } from '../platform/captcha/captcha.js';
import { FailedAttempts, type Attempt } from '../platform/limits/failed-attempts.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { AccountAdministrationService, type Administration } from './account-administration.service.js';
import { AccountCodesRepository } from './account-codes.repository.js';
import { areTwoPersons } from './account-scope.js';
import { ManagedAccountsRepository } from './managed-accounts.repository.js';
import { PasswordsService } from './passwords.service.js';

const HOUR_MS = 3_600_000;

export interface IssuedCode {
  readonly code: string;
  readonly checkNumber: string;
  readonly expiresAt: Date;
}

export interface CodeUse {
  readonly username: string;
  readonly code: string;
  readonly password: string;
  /** Needed where the account has one: a one-time code replaces the password alone. */
  readonly secondFactor: string | undefined;
  readonly ip: string;
  readonly sender: string | null;
  readonly captcha: string | undefined;
}

interface CodeHolder {
  readonly id: string;
  readonly username: string;
  readonly checkNumber: string;
  /** Whether the code can be used, of an account that has a second factor. */
  readonly asksSecondFactor: boolean;
}

/**
 * One-time codes: how the owner of an account gets in for the first time, or after a password was forgotten. The code is made
 * for, and shown to, its owner alone; an administrator admits it by the six digits that the owner tells. So no administrator
 * ever knows what opens an account, and one alone cannot open one that has a role.
 */
@Injectable()
export class AccountCodesService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly administration: AccountAdministrationService,
    private readonly accounts: AccountsService,
    private readonly passwords: PasswordsService,
    private readonly policies: PasswordPolicies,
    private readonly factors: SecondFactorsService,
    private readonly captcha: Captcha,
    private readonly failures: FailedAttempts,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes a code. For a name that no account has as well: the answer tells nobody which names exist.
   *
   * @throws {DubanError} CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async request({
    username,
    captcha,
    ip,
  }: {
    readonly username: string;
    readonly captcha: string | undefined;
    readonly ip: string;
  }): Promise<IssuedCode> {
    await this.captcha.use(captcha);
    const { codeHours } = await this.policies.inForce();
    const requestedAt = new Date();
    const expiresAt = new Date(requestedAt.getTime() + codeHours * HOUR_MS);
    const { code, checkNumber } = newOneTimeCode();
    const codeHash = await hash(readOneTimeCode(code)!.secret);
    await transaction(this.dataSource, async (tx) => {
      const account = await new AccountsRepository(tx).findByName(username);
      if (!account || !mayChoose(account)) return;
      await new AccountCodesRepository(tx).add({
        ...{ id: randomUUID(), accountId: account.id, checkNumber, codeHash, state: 'requested' },
        ...{ requestedAt, expiresAt, admittedBy: null, admittedAt: null },
      });
      const record = {
        account: UNKNOWN_ACCOUNT,
        action: 'account.code.request',
        subject: account.username,
        ip,
      };
      await this.audit.append({ ...record, result: 'done' }, tx);
    });
    return { code, checkNumber, expiresAt };
  }

  /**
   * Admits a code, by the digits that its holder has told. One administrator is enough for an account without a role; one with
   * a role needs two, of whom one is a security administrator.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, SECOND_PERSON_NEEDED
   */
  async admit(administration: Administration, username: string, checkNumber: string): Promise<void> {
    const { by } = administration;
    const record = { action: 'account.code.admit' };
    await this.administration.act(administration, username, record, async (tx, account) => {
      const codes = new AccountCodesRepository(tx);
      const code = await codes.find(account.id, checkNumber, new Date());
      if (!code || !mayChoose(account)) throw new DubanError('NOT_FOUND', detail('accounts.noCode'));
      if (code.state === 'ready') return;
      if (code.state === 'admitted') {
        await this.assertSecond(tx, administration, code);
        return codes.admit(code.id, { state: 'ready' });
      }
      const state = account.roles.length > 0 ? 'admitted' : 'ready';
      await codes.admit(code.id, { state, admittedBy: by.id, admittedAt: new Date() });
    });
  }

  /** Voids every code of an account. @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async void(administration: Administration, username: string): Promise<void> {
    await this.administration.act(administration, username, { action: 'account.code.void' }, (tx, account) =>
      new AccountCodesRepository(tx).deleteOf(account.id),
    );
  }

  /**
   * Sets the password that the holder of a code has chosen; every other code of the account is void.
   *
   * @throws {DubanError} CODE_INVALID, CODE_NOT_ADMITTED, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_WRONG, VALIDATION_FAILED,
   * ACCOUNT_LOCKED, CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async use({ username, code, password, secondFactor, ip, ...from }: CodeUse): Promise<CurrentAccount> {
    const attempt: Attempt = { kind: 'login', name: username, ...from };
    await this.failures.admit(attempt);
    const account = await this.holderOf(username, code);
    if (!account) {
      await this.failures.fail(attempt);
      throw new DubanError('CODE_INVALID', detail('accounts.codeWrong'));
    }
    if (account.asksSecondFactor && !(await this.factors.use(account.id, secondFactor))) {
      await this.failures.fail(attempt);
      throw new DubanError('SECOND_FACTOR_WRONG', detail('platform.factorWrong'));
    }
    await transaction(this.dataSource, async (tx) => {
      const locked = await new ManagedAccountsRepository(tx).lock(account.username);
      const found = await new AccountCodesRepository(tx).find(account.id, account.checkNumber, new Date());
      if (!locked || !mayChoose(locked) || !found)
        throw new DubanError('CODE_INVALID', detail('accounts.codeWrong'));
      if (found.state !== 'ready')
        throw new DubanError('CODE_NOT_ADMITTED', detail('accounts.codeNotAdmitted'));
      await this.passwords.set(tx, locked, password);
      await new AccountCodesRepository(tx).deleteOf(locked.id);
      const record = { account: locked.id, action: 'account.code.use', subject: locked.username, ip };
      await this.audit.append({ ...record, result: 'done' }, tx);
    });
    await this.failures.succeed(attempt);
    this.accounts.forget(account.id);
    return this.accounts.signedInAgain(account.id);
  }

  /** The account whose unexpired code this is, in any state; null: no code of this account. Takes as long either way. */
  private async holderOf(username: string, typed: string): Promise<CodeHolder | null> {
    const code = readOneTimeCode(typed);
    const account = await new AccountsRepository(this.dataSource).findByName(username);
    const codes = new AccountCodesRepository(this.dataSource);
    const found = account && code ? await codes.find(account.id, code.checkNumber, new Date()) : null;
    const matches = await verify(found?.codeHash ?? (await this.unusableHash), code?.secret ?? '');
    if (!account || !code || !found || !matches) return null;
    const { id, username: name, hasSecondFactor } = account;
    const asksSecondFactor = hasSecondFactor && found.state === 'ready';
    return { id, username: name, checkNumber: code.checkNumber, asksSecondFactor };
  }

  private readonly unusableHash = hash('nobody has this code');

  private async assertSecond(
    tx: EntityManager,
    { by }: Administration,
    { admittedBy }: AccountCode,
  ): Promise<void> {
    const first = admittedBy === null ? null : await new AccountsRepository(tx).findActive(admittedBy);
    if (!first || !areTwoPersons(by, first))
      throw new DubanError('SECOND_PERSON_NEEDED', detail('accounts.secondPersonCode'));
  }
}

/** Whether the owner of an account may choose a password. */
const mayChoose = ({ state }: Pick<Account, 'state'>): boolean => state === 'invited' || state === 'active';
