import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../platform/tokens.js';

/** 等保2.0 practice, not law: five failures lock an account for 20 minutes. */
export const FAILURES = 5;
export const LOCK_MS = 20 * 60_000;
/** Names that belong to nobody are counted too, so that being locked does not tell which names exist. */
const STRANGERS = 10_000;

/** Counts failed sign-ins, in the database for accounts and in memory for names that belong to none. */
@Injectable()
export class LoginFailures {
  private readonly strangers = new Map<string, { failures: number; lockedUntil: number }>();

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  strangerIsLocked(name: string): boolean {
    return (this.strangers.get(name)?.lockedUntil ?? 0) > Date.now();
  }

  countStranger(name: string): void {
    const failures = (this.strangers.get(name)?.failures ?? 0) + 1;
    if (this.strangers.size >= STRANGERS) this.strangers.clear();
    const locks = failures >= FAILURES;
    this.strangers.set(name, {
      failures: locks ? 0 : failures,
      lockedUntil: locks ? Date.now() + LOCK_MS : 0,
    });
  }

  async count(account: string): Promise<void> {
    await this.pool.query(
      `UPDATE account SET
         failed_logins = CASE WHEN failed_logins + 1 >= $2 THEN 0 ELSE failed_logins + 1 END,
         locked_until = CASE WHEN failed_logins + 1 >= $2 THEN now() + $3 * interval '1 millisecond' END
       WHERE id = $1`,
      [account, FAILURES, LOCK_MS],
    );
  }

  async clear(account: string): Promise<void> {
    await this.pool.query(
      `UPDATE account SET failed_logins = 0, locked_until = NULL
       WHERE id = $1 AND (failed_logins > 0 OR locked_until IS NOT NULL)`,
      [account],
    );
  }
}
