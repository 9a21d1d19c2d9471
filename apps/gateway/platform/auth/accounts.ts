import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AuditLog, UNKNOWN_ACCOUNT } from '../audit/audit-log.js';
import { FailedAttempts, type Attempt } from '../limits/failed-attempts.js';
import { DATA_SOURCE, POOL } from '../tokens.js';
import type { Actor } from '../identity/actor.js';

/** How long a changed account may still be seen as it was. */
const CACHE_MS = 5_000;

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** For the audit. */
  readonly ip: string;
  /** See `@SenderAddress`. */
  readonly sender: string | null;
  readonly captcha: string | undefined;
}

interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly title: string;
  readonly unit_code: string;
  readonly path: string[];
  readonly units_below: string[];
  readonly roles: string[];
  readonly password_hash: string;
  readonly disabled: boolean;
  readonly token_version: number;
}

/** An account as it is now, and which of its sessions count. */
interface Known {
  readonly actor: Actor;
  readonly version: number;
}

const SELECT = `SELECT a.id, a.username, a.title, a.unit_code, u.path, a.roles, a.password_hash, a.disabled,
  a.token_version,
  ARRAY(SELECT b.code FROM unit b WHERE a.unit_code = ANY (b.path)) AS units_below
  FROM account a JOIN unit u ON u.code = a.unit_code`;

/** Staff accounts: signing in, and what an account is at this moment. */
@Injectable()
export class Accounts {
  /** Readings, also those under way: what is forgotten meanwhile is not kept when it comes. */
  private readonly cache = new Map<string, { at: number; reading: Promise<Known | null> }>();
  private readonly listeners: ((account: string) => void)[] = [];
  /** Verified when the user does not exist, so that the answer takes as long. */
  private readonly nobody = hash('nobody has this password');

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly failures: FailedAttempts,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @throws {DubanError} LOGIN_FAILED, ACCOUNT_LOCKED, CAPTCHA_REQUIRED and CAPTCHA_INVALID, all for unknown users and for
   * known ones alike
   */
  async login({ username, password, ip, ...from }: Credentials): Promise<{ actor: Actor; version: number }> {
    const attempt: Attempt = { kind: 'login', name: username, ...from };
    const { rows } = await this.pool.query<AccountRow>(`${SELECT} WHERE a.username = $1 OR a.alias = $1`, [
      username,
    ]);
    const row = rows[0];
    // Not what was typed where no account has that name: it may be a password.
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
    const matches = await verify(row?.password_hash ?? (await this.nobody), password);
    if (!row || row.disabled || !matches) {
      await this.failures.fail(attempt);
      await this.audit.append({ ...record, result: 'failed' });
      throw new DubanError('LOGIN_FAILED', detail('platform.wrongLogin'));
    }
    await this.failures.succeed(attempt);
    await this.audit.append({ ...record, result: 'done' });
    return { actor: toActor(row), version: row.token_version };
  }

  /** @throws {DubanError} UNAUTHENTICATED when the account is gone, disabled or signed out since */
  async find(id: string, version: number): Promise<Actor> {
    let known = this.cache.get(id);
    if (!known || Date.now() - known.at > CACHE_MS) {
      known = { at: Date.now(), reading: this.read(id) };
      this.cache.set(id, known);
      known.reading.catch(() => this.forgetReading(id, known));
    }
    const account = await known.reading;
    if (!account) {
      this.forgetReading(id, known);
      throw new DubanError('UNAUTHENTICATED', detail('platform.accountGone'));
    }
    if (account.version !== version) throw new DubanError('UNAUTHENTICATED', detail('platform.signedOut'));
    return account.actor;
  }

  /** The account of this name in a unit, if it may work there. */
  async findInUnit(
    username: string,
    unit: string,
  ): Promise<{ id: string; roles: readonly string[] } | undefined> {
    const { rows } = await this.pool.query<{ id: string; roles: string[] }>(
      `SELECT id, roles FROM account WHERE (username = $1 OR alias = $1) AND unit_code = $2 AND NOT disabled`,
      [username, unit],
    );
    return rows[0];
  }

  /** Ends every session of the account. */
  async logout({ id, username }: Actor, ip: string): Promise<void> {
    await transaction(this.dataSource, async (tx) => {
      await tx.query('UPDATE account SET token_version = token_version + 1 WHERE id = $1', [id]);
      await this.audit.append({ account: id, action: 'logout', subject: username, result: 'done', ip }, tx);
    });
    this.forget(id);
  }

  /** What this very program has changed it sees at once. */
  forget(id: string): void {
    this.cache.delete(id);
    for (const listener of this.listeners) listener(id);
  }

  /** @param listener is called with every account that is forgotten, after what was changed has been committed */
  onForget(listener: (account: string) => void): void {
    this.listeners.push(listener);
  }

  private async read(id: string): Promise<Known | null> {
    const { rows } = await this.pool.query<AccountRow>(`${SELECT} WHERE a.id = $1 AND NOT a.disabled`, [id]);
    return rows[0] ? { actor: toActor(rows[0]), version: rows[0].token_version } : null;
  }

  private forgetReading(id: string, reading: unknown): void {
    if (this.cache.get(id) === reading) this.cache.delete(id);
  }
}

const toActor = (row: AccountRow): Actor => ({
  id: row.id,
  username: row.username,
  title: row.title,
  unit: row.unit_code,
  unitPath: row.path,
  unitsBelow: row.units_below,
  roles: row.roles,
});
