import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../platform/tokens.js';

export interface AuditRecord {
  /** Account id, client id, or the name that somebody tried to sign in with. */
  readonly account: string;
  /** `login`, `process.suspend`, `letter.erase` … */
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
  readonly result: 'done' | 'failed';
  readonly ip?: string;
  readonly reason?: string;
}

/** Who did or tried what. Appended to, never changed. */
@Injectable()
export class AuditLog {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async append({ account, action, subject, result, ip, reason }: AuditRecord): Promise<void> {
    await this.pool.query(
      'INSERT INTO audit_entry (account, action, subject, result, ip, reason) VALUES ($1, $2, $3, $4, $5, $6)',
      [account, action, subject, result, ip ?? null, reason ?? null],
    );
  }
}
