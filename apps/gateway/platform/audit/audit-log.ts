import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import type { Queryable } from '../../../../infra/database/queryable.js';
import { POOL } from '../tokens.js';
import { currentTrail, type WrittenEntry } from './access-trail.js';

export interface AuditRecord {
  /** Account id, client id, or UNKNOWN_ACCOUNT. */
  readonly account: string;
  /** `login`, `process.suspend`, `letter.erase` … */
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
  /** `failed`: tried in vain; `refused`: not allowed; `accepted`: done as soon as the engine can be reached. */
  readonly result: 'done' | 'failed' | 'refused' | 'accepted';
  readonly ip?: string;
  readonly reason?: string;
  /** Ids of the processes concerned. */
  readonly processes?: readonly string[];
}

/** Instead of a name that belongs to no account: what was typed there may be a password. */
export const UNKNOWN_ACCOUNT = 'unknown';

/**
 * Who did or tried what. Appended to, never changed; the database numbers, dates and chains the entries. The chain has one
 * lock, which a transaction keeps until it ends: an entry is the last thing that it writes.
 */
@Injectable()
export class AuditLog {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @param tx of the act, so that both stand or neither; unset for what changes nothing */
  async append(record: AuditRecord, tx?: EntityManager): Promise<void> {
    const db: Queryable = tx ?? this.pool;
    await db.query(APPEND, values(record));
  }

  /** Whether an entry was committed. */
  async stands({ id, hash }: WrittenEntry): Promise<boolean> {
    const { rowCount } = await this.pool.query('SELECT 1 FROM audit_entry WHERE id = $1 AND hash = $2', [
      id,
      hash,
    ]);
    return rowCount === 1;
  }

  /** A command is stored with this transaction. What becomes of it the database adds when it is settled. */
  async accepted(
    tx: EntityManager,
    command: string,
    record: Omit<AuditRecord, 'result'>,
  ): Promise<WrittenEntry> {
    const parameters = [...values({ ...record, result: 'accepted' }), command];
    const [entry]: WrittenEntry[] = await tx.query(ACCEPTED, parameters);
    return entry!;
  }

  /**
   * The act of the `@Audited` route that is being answered, in its transaction. Otherwise its entry is written after it,
   * which is enough for what only reads.
   *
   * @param about.command the command that carries it out, where one does
   */
  async act(
    tx: EntityManager,
    about: { readonly subject: string; readonly processes?: readonly string[]; readonly command?: string },
  ): Promise<void> {
    const trail = currentTrail();
    if (!trail?.act) return;
    const { command, ...record } = { ...trail.act, ...about };
    trail.act = null;
    for (const process of about.processes ?? []) trail.entered.add(process);
    if (command !== undefined) trail.entry = await this.accepted(tx, command, record);
    else {
      const [entry]: WrittenEntry[] = await tx.query(APPEND, values({ ...record, result: 'done' }));
      trail.entry = entry!;
    }
  }
}

const COLUMNS = 'account, action, subject, result, ip, reason, processes';
const APPEND = `INSERT INTO audit_entry (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id, hash`;
const ACCEPTED = `
  WITH marked AS (UPDATE command SET audited = true WHERE id = $8::uuid RETURNING id)
  INSERT INTO audit_entry (${COLUMNS}, command_id)
  SELECT $1, $2, $3, $4, $5::inet, $6, $7::uuid[], id FROM marked RETURNING id, hash`;

const values = ({ account, action, subject, result, ip, reason, processes = [] }: AuditRecord): unknown[] => [
  account,
  action,
  subject,
  result,
  ip ?? null,
  reason ?? null,
  processes,
];
