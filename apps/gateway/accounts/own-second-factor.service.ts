import { Inject, Injectable } from '@nestjs/common';
import { verify } from '@node-rs/argon2';
import type { DataSource, EntityManager } from 'typeorm';
import { factorUri } from '../platform/auth/second-factor.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { AccountsRepository } from '../platform/auth/accounts.repository.js';
import { AccountsService, type CurrentAccount } from '../platform/auth/accounts.service.js';
import { SecondFactorsRepository } from '../platform/auth/second-factors.repository.js';
import { SecondFactorsService } from '../platform/auth/second-factors.service.js';
import type { Actor } from '../platform/identity/actor.js';
import { FailedAttempts, type Attempt } from '../platform/limits/failed-attempts.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { ManagedAccountsRepository } from './managed-accounts.repository.js';
import type { ProposedFactorView, SecondFactorView } from './own-second-factor.dto.js';

/** Password, and a code where a second factor is in use. */
export interface Proof {
  readonly password: string;
  readonly code: string | undefined;
  readonly ip: string;
  readonly sender: string | null;
  readonly captcha: string | undefined;
}

type Holder = { readonly roles: readonly string[]; readonly demo: boolean };

/** What an account does with its own second factor. Each change proves anew who is at the desk. */
@Injectable()
export class OwnSecondFactorService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly accounts: AccountsService,
    private readonly rows: AccountsRepository,
    private readonly factors: SecondFactorsService,
    private readonly stored: SecondFactorsRepository,
    private readonly failures: FailedAttempts,
    private readonly audit: AuditLog,
  ) {}

  async get(actor: Actor): Promise<SecondFactorView> {
    const [{ demo }, factor, codes] = await Promise.all([
      this.accounts.profile(actor),
      this.stored.find(actor.id),
      this.stored.recoveryCodes(actor.id),
    ]);
    return {
      since: factor?.since?.toISOString() ?? null,
      required: await this.factors.isRequired({ roles: actor.roles, demo }),
      recoveryCodes: codes.length,
    };
  }

  /**
   * Makes a key, which a code of it has to confirm.
   *
   * @throws {DubanError} ACCOUNT_STATE for an account of a demonstration, which visitors share; as `prove`
   */
  async propose(actor: Actor, proof: Proof): Promise<ProposedFactorView> {
    const { demo } = await this.prove(actor, proof);
    if (demo) throw new DubanError('ACCOUNT_STATE', detail('accounts.factorOfDemo'));
    const key = await this.factors.propose(actor.id);
    return { key, uri: factorUri(key, actor.username) };
  }

  /**
   * Puts the key into use, and ends every session.
   *
   * @returns the account, to begin a new session with, and its recovery codes
   * @throws {DubanError} VALIDATION_FAILED
   */
  async confirm(
    actor: Actor,
    code: string,
    ip: string,
  ): Promise<{ readonly account: CurrentAccount; readonly recoveryCodes: string[] }> {
    const recoveryCodes = await this.change(actor, 'account.factor', ip, async (tx) => {
      if (!(await this.factors.confirm(tx, actor.id, code)))
        throw invalid(issue('code', 'accounts.factorNotConfirmed'));
      await new AccountsRepository(tx).endSessions(actor.id);
      return this.factors.renewRecoveryCodes(tx, actor.id);
    });
    return { account: await this.accounts.signedInAgain(actor.id), recoveryCodes };
  }

  /** @throws {DubanError} ACCOUNT_STATE without a second factor; as `prove` */
  async renewRecoveryCodes(actor: Actor, proof: Proof): Promise<string[]> {
    const { hasSecondFactor } = await this.prove(actor, proof);
    if (!hasSecondFactor) throw new DubanError('ACCOUNT_STATE', detail('accounts.factorNone'));
    return this.change(actor, 'account.factor.codes', proof.ip, (tx) =>
      this.factors.renewRecoveryCodes(tx, actor.id),
    );
  }

  /** @throws {DubanError} ACCOUNT_STATE without a second factor, and where the policy requires it; as `prove` */
  async end(actor: Actor, proof: Proof): Promise<void> {
    const account = await this.prove(actor, proof);
    if (!account.hasSecondFactor) throw new DubanError('ACCOUNT_STATE', detail('accounts.factorNone'));
    if (await this.factors.isRequired(account))
      throw new DubanError('ACCOUNT_STATE', detail('accounts.factorNeeded'));
    await this.change(actor, 'account.factor.end', proof.ip, (tx) =>
      new SecondFactorsRepository(tx).delete(actor.id),
    );
  }

  /**
   * Wrong passwords and codes count as failed sign-ins.
   *
   * @throws {DubanError} VALIDATION_FAILED with the field `password` or `code`, ACCOUNT_LOCKED, CAPTCHA_REQUIRED,
   * CAPTCHA_INVALID
   */
  private async prove(
    { id, username }: Actor,
    { password, code, ip, ...from }: Proof,
  ): Promise<Holder & { readonly hasSecondFactor: boolean }> {
    const attempt: Attempt = { kind: 'login', name: username, ...from };
    await this.failures.admit(attempt);
    const account = await this.rows.findActive(id);
    const record = { account: id, action: 'account.factor', subject: username, ip } as const;
    const refuse = async (fault: Parameters<typeof invalid>[0]): Promise<never> => {
      await this.failures.fail(attempt);
      await this.audit.append({ ...record, result: 'failed' });
      throw invalid(fault);
    };
    if (!account?.passwordHash || !(await verify(account.passwordHash, password)))
      return refuse(issue('password', 'accounts.passwordWrong'));
    if (account.hasSecondFactor) {
      if (code === undefined) throw invalid(issue('code', 'platform.factorRequired'));
      if (!(await this.factors.use(id, code))) return refuse(issue('code', 'platform.factorWrong'));
    }
    await this.failures.succeed(attempt);
    return account;
  }

  /** Locks the account, changes it, and audits that, in one transaction. */
  private async change<T>(
    { id, username }: Actor,
    action: string,
    ip: string,
    run: (tx: EntityManager) => Promise<T>,
  ): Promise<T> {
    const result = await transaction(this.dataSource, async (tx) => {
      await new ManagedAccountsRepository(tx).lock(username);
      const changed = await run(tx);
      await this.audit.append({ account: id, action, subject: username, result: 'done', ip }, tx);
      return changed;
    });
    this.accounts.forget(id);
    return result;
  }
}
