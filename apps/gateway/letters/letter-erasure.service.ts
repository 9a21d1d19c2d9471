import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { LettersRepository } from '../../../domain/letters/letters.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Actor } from '../platform/identity/actor.js';
import { DATA_SOURCE } from '../platform/tokens.js';

/** Erases the personal data of letters. Their processes continue with codes and dates; the audit log keeps its reasons. */
@Injectable()
export class LetterErasureService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly attachments: AttachmentStore,
    private readonly audit: AuditLog,
  ) {}

  /** Idempotent. @throws {DubanError} NOT_FOUND */
  async erase(actor: Actor, id: string, reason: string, ip: string): Promise<void> {
    const files = await transaction(this.dataSource, async (tx) => {
      const erased = await new LettersRepository(tx).erase(id, businessDate());
      if (!erased) throw new DubanError('NOT_FOUND', detail('letters.noLetter'));
      const record = { account: actor.id, action: 'letter.erase', subject: id, processes: [id], ip, reason };
      await this.audit.append({ ...record, result: 'done' }, tx);
      return erased;
    });
    await this.attachments.removeFiles(files);
  }
}
