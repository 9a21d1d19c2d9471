import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import {
  accusesNone,
  ErasuresRepository,
  type ErasureRow,
} from '../../../domain/letters/erasures.repository.js';
import { LettersRepository } from '../../../domain/letters/letters.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { isUniqueViolation } from '../../../infra/database/database-errors.js';
import { or, type Sql } from '../../../infra/database/sql.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Actor } from '../platform/identity/actor.js';
import type { Page } from '../platform/paging/page.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import type { ErasureAct, ErasuresQuery, ErasureView } from './erasures.dto.js';

/** An account that acts, and the address that it acts from. */
interface Person {
  readonly by: Actor;
  readonly ip: string;
}

/** They know letters by their numbers only, except those that accuse their units. */
const BY_NUMBER = ['admin-security', 'admin-audit'];
/** Roles that propose. */
export const ERASURE_PROPOSERS = ['admin-security', 'mailbox-office', 'discipline'] as const;
/** Roles that confirm the erasure of an ordinary letter; an accusation's is confirmed by the body that has it. */
const CONFIRMERS = ['admin-security', 'supervisor'];
const DISCIPLINE = 'discipline';

/**
 * Erases the personal data of letters, which cannot be undone: one person proposes it, another confirms it, none of a unit
 * that the letter accuses. Their processes continue with codes and dates; the audit log keeps the reasons.
 */
@Injectable()
export class ErasuresService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly visibility: Visibility,
    private readonly erasures: ErasuresRepository,
    private readonly attachments: AttachmentStore,
    private readonly audit: AuditLog,
  ) {}

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  list(by: Actor, { state, ...query }: ErasuresQuery): Promise<Page<ErasureView>> {
    return this.erasures.page(query, { state, seen: this.seenBy(by) }, (row) => toView(by, row));
  }

  /**
   * Nothing tells whether the letter is an accusation: that is checked when it is confirmed.
   *
   * @throws {DubanError} NOT_FOUND, ERASURE_STATE when it is erased or proposed already
   */
  async propose({ by, ip }: Person, letterNo: string, reason: string): Promise<ErasureView> {
    const id = randomUUID();
    await transaction(this.dataSource, async (tx) => {
      const erasures = new ErasuresRepository(tx);
      const letter = await erasures.processOf(letterNo, this.seenBy(by));
      if (!letter) throw new DubanError('NOT_FOUND', detail('letters.noLetter'));
      if (letter.erased) throw new DubanError('ERASURE_STATE', detail('letters.writerErased'));
      try {
        const erasure = { id, processId: letter.id, reason, proposedBy: by.id, proposedAt: businessDate() };
        await erasures.add(erasure);
      } catch (error) {
        if (!isUniqueViolation(error, 'erasure_open')) throw error;
        throw new DubanError('ERASURE_STATE', detail('letters.erasureOpen'));
      }
      await this.record(tx, { by, ip }, { action: 'letter.erase.propose', process: letter.id, reason });
    });
    return toView(by, (await this.erasures.find(id))!);
  }

  /**
   * Erases what another person has proposed.
   *
   * @throws {DubanError} NOT_FOUND, FORBIDDEN, ERASURE_STATE, SECOND_PERSON_NEEDED, ERASURE_TOO_EARLY while the body that an
   * accusation is for does not have it
   */
  async confirm({ by, ip }: Person, id: string): Promise<ErasureView> {
    const files = await transaction(this.dataSource, async (tx) => {
      const erasure = await this.lock(tx, by, id);
      assertMayConfirm(by, erasure);
      const removed = await new LettersRepository(tx).erase(erasure.processId, businessDate());
      await new ErasuresRepository(tx).decide(id, {
        ...{ state: 'confirmed', decidedBy: by.id, decidedAt: businessDate() },
      });
      const { processId: process, reason } = erasure;
      await this.record(tx, { by, ip }, { action: 'letter.erase', process, reason });
      return removed!;
    });
    await this.attachments.removeFiles(files);
    return toView(by, (await this.erasures.find(id))!);
  }

  /** Rejects a proposal of another person. @throws {DubanError} NOT_FOUND, FORBIDDEN, ERASURE_STATE */
  async reject(person: Person, id: string, reason: string): Promise<ErasureView> {
    return this.close(person, id, { state: 'rejected', action: 'letter.erase.reject', reason });
  }

  /** Withdraws one's own proposal. @throws {DubanError} NOT_FOUND, FORBIDDEN, ERASURE_STATE */
  async withdraw(person: Person, id: string): Promise<ErasureView> {
    return this.close(person, id, { state: 'withdrawn', action: 'letter.erase.withdraw' });
  }

  private async close(
    { by, ip }: Person,
    id: string,
    end: { readonly state: 'rejected' | 'withdrawn'; readonly action: string; readonly reason?: string },
  ): Promise<ErasureView> {
    await transaction(this.dataSource, async (tx) => {
      const { processId: process, ...erasure } = await this.lock(tx, by, id);
      const isOwn = erasure.proposedBy === by.id;
      const mayClose = end.state === 'withdrawn' ? isOwn : !isOwn && mayDecide(by, erasure);
      if (!mayClose) throw new DubanError('FORBIDDEN', detail('letters.erasureOfOthers'));
      const { state, action, reason } = end;
      await new ErasuresRepository(tx).decide(id, {
        ...{ state, decidedBy: by.id, decidedAt: businessDate(), decisionReason: reason ?? null },
      });
      await this.record(tx, { by, ip }, { action, process, ...(reason !== undefined && { reason }) });
    });
    return toView(by, (await this.erasures.find(id))!);
  }

  /** An open proposal that the account may see. */
  private async lock(tx: EntityManager, by: Actor, id: string): Promise<ErasureRow> {
    const erasure = await new ErasuresRepository(tx).lock(id, this.seenBy(by));
    if (!erasure) throw new DubanError('NOT_FOUND', detail('platform.noSuchAddress'));
    if (erasure.state !== 'proposed') throw new DubanError('ERASURE_STATE', detail('letters.erasureDecided'));
    return erasure;
  }

  private seenBy(by: Actor): Sql {
    const seen = this.visibility.processes(by);
    if (!by.roles.some((role) => BY_NUMBER.includes(role))) return seen;
    return or(seen, accusesNone(by.unitKin));
  }

  private async record(
    tx: EntityManager,
    { by, ip }: Person,
    {
      action,
      process,
      reason,
    }: { readonly action: string; readonly process: string; readonly reason?: string },
  ): Promise<void> {
    const record = { account: by.id, action, subject: process, processes: [process], ip };
    await this.audit.append({ ...record, result: 'done', ...(reason !== undefined && { reason }) }, tx);
  }
}

/** An accusation's erasure is decided by its body alone. */
const mayDecide = ({ roles }: Actor, { secret }: Pick<ErasureRow, 'secret'>): boolean =>
  secret ? roles.includes(DISCIPLINE) : roles.some((role) => CONFIRMERS.includes(role));

/** @throws {DubanError} FORBIDDEN, SECOND_PERSON_NEEDED, ERASURE_TOO_EARLY */
function assertMayConfirm(by: Actor, erasure: ErasureRow): void {
  if (erasure.proposedBy === by.id)
    throw new DubanError('SECOND_PERSON_NEEDED', detail('letters.secondPersonErasure'));
  if (!mayDecide(by, erasure)) throw new DubanError('FORBIDDEN', detail('letters.erasureOfOthers'));
  // Its units may have become known only after the proposal.
  if (erasure.accusesProposer) throw new DubanError('FORBIDDEN', detail('letters.erasureByAccused'));
  if (erasure.secret && !erasure.taken)
    throw new DubanError('ERASURE_TOO_EARLY', detail('letters.erasureTooEarly'));
}

function actsOf(by: Actor, erasure: ErasureRow): ErasureAct[] {
  if (erasure.state !== 'proposed') return [];
  if (erasure.proposedBy === by.id) return ['withdraw'];
  if (!mayDecide(by, erasure)) return [];
  const isErasable = !erasure.accusesProposer && (!erasure.secret || erasure.taken);
  return isErasable ? ['confirm', 'reject'] : ['reject'];
}

const toView = (by: Actor, erasure: ErasureRow): ErasureView => ({
  id: erasure.id,
  letterNo: erasure.letterNo,
  isRunning: erasure.processState === 'running' || erasure.processState === 'suspended',
  state: erasure.state,
  reason: erasure.reason,
  proposedBy: erasure.proposerTitle,
  proposedAt: erasure.proposedAt.toISOString(),
  decidedBy: erasure.deciderTitle,
  decidedAt: erasure.decidedAt?.toISOString() ?? null,
  decisionReason: erasure.decisionReason,
  acts: actsOf(by, erasure),
});
