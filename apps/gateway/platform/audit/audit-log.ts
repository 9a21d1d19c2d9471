import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { DATA_SOURCE } from '../tokens.js';
import { currentTrail, type WrittenEntry } from './access-trail.js';
import { AuditRepository } from './audit.repository.js';

export interface AuditRecord {
  /** Account id, client id, or UNKNOWN_ACCOUNT. */
  readonly account: string;
  /** `login`, `process.suspend`, `letter.erase` … */
  readonly action: string;
  /** Object of the action. */
  readonly subject: string;
  /** `failed`: attempted without effect; `refused`: not allowed; `accepted`: executed as soon as the engine is available. */
  readonly result: 'done' | 'failed' | 'refused' | 'accepted';
  readonly ip?: string;
  readonly reason?: string;
  /** Ids of the processes concerned. */
  readonly processes?: readonly string[];
}

/** In place of a name that no account has: it may be a password. */
export const UNKNOWN_ACCOUNT = 'unknown';

/** Records who did or attempted what. Append-only; the database numbers, dates and chains the entries. */
@Injectable()
export class AuditLog {
  constructor(@Inject(DATA_SOURCE) private readonly dataSource: DataSource) {}

  /**
   * Appends an entry.
   *
   * @param tx of the act, so that both are committed or neither; it must write nothing afterwards, because the entry locks
   * the chain until its end. Omit it for reads.
   */
  async append(record: AuditRecord, tx?: EntityManager): Promise<void> {
    await new AuditRepository(tx ?? this.dataSource).append(record);
  }

  /** Whether an entry was committed. */
  isCommitted(entry: WrittenEntry): Promise<boolean> {
    return new AuditRepository(this.dataSource).has(entry);
  }

  /**
   * Appends that a command is accepted, in the transaction that stores it. The database appends its result when the command
   * is settled.
   */
  accepted(tx: EntityManager, command: string, record: Omit<AuditRecord, 'result'>): Promise<WrittenEntry> {
    return new AuditRepository(tx).appendAccepted(command, record);
  }

  /**
   * Appends the act of the current `@Audited` route in the transaction of the act. The route appends its entry itself
   * where this was not called, which is enough for reads.
   *
   * @param about.command the command that executes the act, where there is one
   * @param about.acts `several`: the route acts more than once, and each act has an entry
   */
  async act(
    tx: EntityManager,
    about: {
      readonly subject: string;
      readonly processes?: readonly string[];
      readonly command?: string;
      readonly acts?: 'only' | 'several';
    },
  ): Promise<void> {
    const trail = currentTrail();
    if (!trail?.act) return;
    const { command, acts = 'only', ...record } = { ...trail.act, ...about };
    if (acts === 'only') trail.act = null;
    for (const process of about.processes ?? []) trail.entered.add(process);
    trail.entry =
      command === undefined
        ? await new AuditRepository(tx).append({ ...record, result: 'done' })
        : await this.accepted(tx, command, record);
  }
}
