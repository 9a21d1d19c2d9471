import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import { POOL } from '../platform/tokens.js';
import type { Actor } from './actor.js';

/** 等保2.0 practice (configuration, not law): five failures lock an account for 20 minutes. */
const FAILURES = 5;
const LOCK_MINUTES = 20;
/** How long a changed account may still be seen as it was. */
const CACHE_MS = 5_000;

interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly unit_code: string;
  readonly path: string[];
  readonly roles: string[];
  readonly password_hash: string;
  readonly locked: boolean;
  readonly disabled: boolean;
  readonly token_version: number;
}

const SELECT = `SELECT a.id, a.username, a.unit_code, u.path, a.roles, a.password_hash, a.disabled, a.token_version,
  coalesce(a.locked_until > now(), false) AS locked FROM account a JOIN unit u ON u.code = a.unit_code`;

@Injectable()
export class Accounts {
  private readonly cache = new Map<string, { at: number; actor: Actor; version: number }>();
  /** Verified when the user does not exist, so that the answer takes as long. */
  private readonly dummy = hash('nobody has this password');

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} LOGIN_FAILED (unknown user and wrong password alike), ACCOUNT_LOCKED */
  async login(username: string, password: string): Promise<{ actor: Actor; version: number }> {
    const { rows } = await this.pool.query<AccountRow>(`${SELECT} WHERE a.username = $1 OR a.alias = $1`, [
      username,
    ]);
    const row = rows[0];
    const matches = await verify(row?.password_hash ?? (await this.dummy), password);
    if (row?.locked)
      throw new DubanError('ACCOUNT_LOCKED', `too many failures: wait ${LOCK_MINUTES} minutes`);
    if (!row || row.disabled || !matches) {
      if (row) await this.countFailure(row.id);
      await this.audit(row?.id ?? 'unknown', 'login', username, 'failed');
      throw new DubanError('LOGIN_FAILED', 'unknown user or wrong password');
    }
    await this.pool.query('UPDATE account SET failed_logins = 0, locked_until = NULL WHERE id = $1', [
      row.id,
    ]);
    await this.audit(row.id, 'login', row.username, 'done');
    return { actor: toActor(row), version: row.token_version };
  }

  /** @throws {DubanError} UNAUTHENTICATED when the account is gone, disabled or signed out since */
  async find(id: string, version: number): Promise<Actor> {
    let known = this.cache.get(id);
    if (!known || Date.now() - known.at > CACHE_MS) {
      const { rows } = await this.pool.query<AccountRow>(`${SELECT} WHERE a.id = $1 AND NOT a.disabled`, [
        id,
      ]);
      if (!rows[0]) throw new DubanError('UNAUTHENTICATED', 'the account does not exist or is disabled');
      known = { at: Date.now(), actor: toActor(rows[0]), version: rows[0].token_version };
      this.cache.set(id, known);
    }
    if (known.version !== version) throw new DubanError('UNAUTHENTICATED', 'signed out: sign in again');
    return known.actor;
  }

  /** Ends every session of the account. */
  async logout(id: string): Promise<void> {
    await this.pool.query('UPDATE account SET token_version = token_version + 1 WHERE id = $1', [id]);
    this.cache.delete(id);
  }

  async audit(
    account: string,
    action: string,
    subject: string,
    result: string,
    reason?: string,
  ): Promise<void> {
    await this.pool.query(
      'INSERT INTO audit_entry (account, action, subject, result, reason) VALUES ($1, $2, $3, $4, $5)',
      [account, action, subject, result, reason ?? null],
    );
  }

  private async countFailure(id: string): Promise<void> {
    await this.pool.query(
      `UPDATE account SET
         failed_logins = CASE WHEN failed_logins + 1 >= $2 THEN 0 ELSE failed_logins + 1 END,
         locked_until = CASE WHEN failed_logins + 1 >= $2 THEN now() + make_interval(mins => $3) END
       WHERE id = $1`,
      [id, FAILURES, LOCK_MINUTES],
    );
  }
}

const toActor = (row: AccountRow): Actor => ({
  id: row.id,
  username: row.username,
  unit: row.unit_code,
  unitPath: row.path,
  roles: row.roles,
});
