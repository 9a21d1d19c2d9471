import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { IdentityViewsRepository } from '../../../domain/letters/identity-views.repository.js';
import { LettersRepository, type LetterWithProcess } from '../../../domain/letters/letters.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Visibility } from '../cases/visibility/visibility.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Actor } from '../platform/identity/actor.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import type { WriterSighting } from './letter-writer.dto.js';
import { plainWriterOf, type WriterView } from './letter-view.js';

/** Writers that one account may reveal within an hour: more than a desk needs, less than a list is long. */
const PER_HOUR = 60;
const HOUR_S = 3600;
const MOST_SIGHTINGS = 100;
/** 效能监察 reads no letter, and may have to ask its writer before it decides on a card or an appeal. */
const REVEALS_UNREAD = 'efficiency';

/** Who wrote a letter, for those who state why they have to know; the audit log keeps who did. */
@Injectable()
export class LetterWriterService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly visibility: Visibility,
    private readonly letters: LettersRepository,
    private readonly sightings: IdentityViewsRepository,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Reveals the writer of a letter; the act of the current route.
   *
   * @throws {DubanError} NOT_FOUND, also when the account may not see the letter or its writer is erased; FORBIDDEN when it
   * neither reads letters nor supervises them; RATE_LIMITED
   */
  async reveal(actor: Actor, id: string): Promise<WriterView> {
    const writer = plainWriterOf(await this.find(actor, id));
    if (writer === null) throw new DubanError('NOT_FOUND', detail('letters.writerErased'));
    await transaction(this.dataSource, async (tx) => {
      // Counted under the lock of the audit log, with its own entry, so that requests at the same time do not exceed it.
      await this.audit.act(tx, { subject: id, processes: [id] });
      const { count, oldestAgeS } = await new IdentityViewsRepository(tx).lastHour(actor.id);
      if (count <= PER_HOUR) return;
      const retryAfter = Math.max(1, Math.ceil(HOUR_S - oldestAgeS));
      throw new DubanError('RATE_LIMITED', detail('letters.revealedTooMany', { max: PER_HOUR }), {
        retryAfter,
      });
    });
    return writer;
  }

  /** Who has revealed the writer, latest first. @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async seenBy(actor: Actor, id: string): Promise<WriterSighting[]> {
    await this.find(actor, id);
    const rows = await this.sightings.ofLetter(id, MOST_SIGHTINGS);
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  private async find(actor: Actor, id: string): Promise<LetterWithProcess> {
    const row = await this.letters.find(
      id,
      this.visibility.processes(actor),
      this.visibility.cardUnits(actor),
    );
    if (!row) throw new DubanError('NOT_FOUND', detail('letters.noLetter'));
    const mayKnow =
      this.visibility.readsContent(actor, 'mailbox-letter') || actor.roles.includes(REVEALS_UNREAD);
    if (!mayKnow) throw new DubanError('FORBIDDEN', detail('letters.readsNoWriters'));
    return row;
  }
}
