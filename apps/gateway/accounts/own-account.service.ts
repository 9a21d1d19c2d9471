import { Inject, Injectable } from '@nestjs/common';
import { verify } from '@node-rs/argon2';
import type { DataSource } from 'typeorm';
import { detail, issue } from '../../../domain/messages/index.js';
import type { StaffSession } from '../../../infra/database/entities/accounts.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { AccountsService, type CurrentAccount } from '../platform/auth/accounts.service.js';
import { SessionsService } from '../platform/auth/sessions.service.js';
import type { Actor } from '../platform/identity/actor.js';
import { FailedAttempts, type Attempt } from '../platform/limits/failed-attempts.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { ManagedAccountsRepository } from './managed-accounts.repository.js';
import { PasswordsService } from './passwords.service.js';

export interface PasswordChange {
  readonly current: string;
  readonly password: string;
  readonly ip: string;
  readonly sender: string | null;
  readonly captcha: string | undefined;
}

/** What an account does with its own password and sessions. */
@Injectable()
export class OwnAccountService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly failures: FailedAttempts,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Changes the own password, and ends every session. Wrong current passwords count as failed sign-ins.
   *
   * @returns the account, to begin a new session with
   * @throws {DubanError} VALIDATION_FAILED, ACCOUNT_LOCKED, CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async changePassword(
    { id, username }: Actor,
    { current, password, ip, ...from }: PasswordChange,
  ): Promise<CurrentAccount> {
    const attempt: Attempt = { kind: 'login', name: username, ...from };
    await this.failures.admit(attempt);
    const isRight = await transaction(this.dataSource, async (tx) => {
      const account = await new ManagedAccountsRepository(tx).lock(username);
      if (!account?.passwordHash || !(await verify(account.passwordHash, current))) return false;
      await this.passwords.set(tx, account, password);
      await this.audit.append(
        { account: id, action: 'account.password', subject: username, result: 'done', ip },
        tx,
      );
      return true;
    });
    if (!isRight) {
      await this.failures.fail(attempt);
      await this.audit.append({
        ...{ account: id, action: 'account.password', subject: username, result: 'failed', ip },
      });
      throw invalid(issue('current', 'accounts.passwordWrong'));
    }
    await this.failures.succeed(attempt);
    this.accounts.forget(id);
    return this.accounts.signedInAgain(id);
  }

  list({ id }: Actor): Promise<StaffSession[]> {
    return this.sessions.ofAccount(id);
  }

  /** Ends one of the own sessions. @throws {DubanError} NOT_FOUND */
  async end({ id, username }: Actor, session: string, ip: string): Promise<void> {
    if (!(await this.sessions.endOf(id, session)))
      throw new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
    await this.audit.append({ account: id, action: 'logout', subject: username, result: 'done', ip });
    this.accounts.forget(id); // streams of the ended session end; others reconnect
  }
}
