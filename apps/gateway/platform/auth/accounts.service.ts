import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AuditLog, UNKNOWN_ACCOUNT } from '../audit/audit-log.js';
import { FailedAttempts, type Attempt } from '../limits/failed-attempts.js';
import { DATA_SOURCE } from '../tokens.js';
import type { Actor } from '../identity/actor.js';
import {
  AccountsRepository,
  type AccountProfile,
  type AccountRow,
  type Colleague,
} from './accounts.repository.js';
import { passwordEnd } from './password-end.js';
import { PasswordPolicies } from './password-policies.js';
import { SecondFactorsService } from './second-factors.service.js';
import { SessionsService } from './sessions.service.js';

/** How long a change made through another gateway may go unnoticed. */
const CACHE_MS = 5_000;

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Of the authenticator application, or a recovery code. */
  readonly code: string | undefined;
  /** For the audit log. */
  readonly ip: string;
  /** See `@SenderAddress`. */
  readonly sender: string | null;
  readonly captcha: string | undefined;
}

/** An account and the version of its valid sessions. */
export interface CurrentAccount {
  readonly actor: Actor;
  readonly version: number;
  /** Epoch ms. */
  readonly passwordSetAt: number;
  /** Of a demonstration: exempt from expiry, from the number of sessions and from the second factor. */
  readonly demo: boolean;
  readonly hasSecondFactor: boolean;
}

/** Staff accounts: signs them in and caches their current state. */
@Injectable()
export class AccountsService {
  /** Holds promises, so that `forget` also discards a read in progress. */
  private readonly cache = new Map<string, { at: number; reading: Promise<CurrentAccount | null> }>();
  private readonly listeners: ((account: string) => void)[] = [];
  /** Verified for unknown users, so that the response takes as long as for known ones. */
  private readonly unusableHash = hash('nobody has this password');

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly accounts: AccountsRepository,
    private readonly failures: FailedAttempts,
    private readonly audit: AuditLog,
    private readonly sessions: SessionsService,
    private readonly policies: PasswordPolicies,
    private readonly factors: SecondFactorsService,
  ) {}

  /**
   * @throws {DubanError} LOGIN_FAILED, ACCOUNT_LOCKED, CAPTCHA_REQUIRED and CAPTCHA_INVALID, for unknown users as for known
   * ones; SECOND_FACTOR_REQUIRED and SECOND_FACTOR_WRONG once the password is right
   */
  async login({ username, password, code, ip, ...from }: Credentials): Promise<CurrentAccount> {
    const attempt: Attempt = { kind: 'login', name: username, ...from };
    const row = await this.accounts.findByName(username);
    // Never the name that was typed where no account has it: it may be a password.
    const record = {
      account: row?.id ?? UNKNOWN_ACCOUNT,
      action: 'login',
      subject: row?.username ?? UNKNOWN_ACCOUNT,
      ip,
    } as const;
    try {
      await this.failures.admit(attempt);
    } catch (error) {
      const locked = error instanceof DubanError && error.code === 'ACCOUNT_LOCKED';
      if (locked) await this.audit.append({ ...record, result: 'failed', reason: 'locked' });
      throw error;
    }
    const matches = await verify(row?.passwordHash ?? (await this.unusableHash), password);
    if (!row || row.state !== 'active' || !matches) {
      await this.failures.fail(attempt);
      await this.audit.append({ ...record, result: 'failed' });
      throw new DubanError('LOGIN_FAILED', detail('platform.wrongLogin'));
    }
    // Failures are forgotten after both steps only: a known password must not give more tries at the code.
    if (row.hasSecondFactor && !(await this.factors.use(row.id, code))) {
      await this.failures.fail(attempt);
      await this.audit.append({ ...record, result: 'failed', reason: 'second factor' });
      throw new DubanError('SECOND_FACTOR_WRONG', detail('platform.factorWrong'));
    }
    await this.failures.succeed(attempt);
    await this.audit.append({ ...record, result: 'done' });
    await this.accounts.recordSignIn(row.id, new Date());
    return toCurrent(row);
  }

  /**
   * @param version of the session's token
   * @throws {DubanError} UNAUTHENTICATED when the account is not active, or its sessions have ended
   */
  async find(id: string, version: number): Promise<Actor> {
    return (await this.current(id, version)).actor;
  }

  /** As `find`, with what the sign-in depends on. @throws {DubanError} UNAUTHENTICATED */
  async current(id: string, version: number): Promise<CurrentAccount> {
    let cached = this.cache.get(id);
    if (!cached || Date.now() - cached.at > CACHE_MS) {
      cached = { at: Date.now(), reading: this.read(id) };
      this.cache.set(id, cached);
      cached.reading.catch(() => this.discard(id, cached));
    }
    const account = await cached.reading;
    if (!account) {
      this.discard(id, cached);
      throw new DubanError('UNAUTHENTICATED', detail('platform.accountGone'));
    }
    if (account.version !== version) throw new DubanError('UNAUTHENTICATED', detail('platform.signedOut'));
    return account;
  }

  /** @throws {DubanError} PASSWORD_EXPIRED */
  async assertPasswordCurrent(account: CurrentAccount): Promise<void> {
    const { maxAgeDays } = await this.policies.inForce();
    const endsAt = passwordEnd(account, maxAgeDays);
    if (endsAt !== null && endsAt <= Date.now())
      throw new DubanError('PASSWORD_EXPIRED', detail('platform.passwordExpired', { days: maxAgeDays! }));
  }

  /** An account whose owner has just proved who it is. @param id of an active account */
  async signedInAgain(id: string): Promise<CurrentAccount> {
    await this.accounts.recordSignIn(id, new Date());
    const account = await this.read(id);
    if (!account) throw new DubanError('UNAUTHENTICATED', detail('platform.accountGone'));
    return account;
  }

  /** The active account of this user name or alias in a unit; null: none. */
  findInUnit(name: string, unit: string): Promise<{ id: string; roles: readonly string[] } | null> {
    return this.accounts.findActiveInUnit(name, unit);
  }

  /** Names of its units, and the age of its password. */
  profile({ id }: Actor): Promise<AccountProfile> {
    return this.accounts.profile(id);
  }

  /** Active accounts of a unit, by user name. @param role that they have; undefined: any */
  colleagues(unit: string, role: string | undefined, limit: number): Promise<Colleague[]> {
    return this.accounts.inUnit(unit, role, limit);
  }

  /** Ends one session of the account, and the streams that are open in it. */
  async logoutSession({ id, username }: Actor, session: string, ip: string): Promise<void> {
    await this.audit.append({ account: id, action: 'logout', subject: username, result: 'done', ip });
    await this.sessions.end(session);
    this.forget(id); // other sessions' streams reconnect
  }

  /** Ends every session of the account. */
  async logout({ id, username }: Actor, ip: string): Promise<void> {
    await transaction(this.dataSource, async (tx) => {
      await new AccountsRepository(tx).endSessions(id);
      await this.audit.append({ account: id, action: 'logout', subject: username, result: 'done', ip }, tx);
    });
    this.forget(id);
  }

  /** Discards what is cached of an account that this gateway has changed. Call it after the commit. */
  forget(id: string): void {
    this.cache.delete(id);
    for (const listener of this.listeners) listener(id);
  }

  /** @param listener called with the id of every account that `forget` is called with */
  onForget(listener: (account: string) => void): void {
    this.listeners.push(listener);
  }

  private async read(id: string): Promise<CurrentAccount | null> {
    const row = await this.accounts.findActive(id);
    return row ? toCurrent(row) : null;
  }

  /** A later reading stays. */
  private discard(id: string, reading: unknown): void {
    if (this.cache.get(id) === reading) this.cache.delete(id);
  }
}

const toCurrent = (row: AccountRow): CurrentAccount => ({
  actor: {
    id: row.id,
    username: row.username,
    title: row.title,
    unit: row.unitCode,
    unitPath: row.unitPath,
    unitKin: row.unitKin,
    ownUnits: row.ownUnits,
    unitsBelow: row.unitsBelow,
    ownShares: row.ownShares,
    actsFor: row.actsFor,
    roles: row.roles,
  },
  version: row.tokenVersion,
  passwordSetAt: row.passwordSetAt.getTime(),
  demo: row.demo,
  hasSecondFactor: row.hasSecondFactor,
});
