import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Actor } from '../platform/identity/actor.js';
import { DATA_SOURCE } from '../platform/tokens.js';

/** Placeholder in columns that may not be null. */
const ERASED = '(已删除)';

/**
 * Erases the personal data of a letter: its text and writer, all content of its process and of the appeals and
 * accountability processes that follow from its cards, the words of cards (in the supervision feed too), and files.
 * Temporal histories hold none of it, so one statement is enough. The process continues with codes and dates; the audit
 * log keeps its reasons.
 */
@Injectable()
export class LetterErasure {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly attachments: AttachmentStore,
    private readonly audit: AuditLog,
  ) {}

  /** Idempotent. @throws {DubanError} NOT_FOUND */
  async erase(actor: Actor, id: string, reason: string, ip: string): Promise<void> {
    const files = await transaction(this.dataSource, async (tx) => {
      const rows: { attachment: string | null }[] = await tx.query(ERASE, [id, ERASED, businessDate()]);
      if (rows.length === 0) throw new DubanError('NOT_FOUND', detail('letters.noLetter'));
      const record = { account: actor.id, action: 'letter.erase', subject: id, processes: [id], ip, reason };
      await this.audit.append({ ...record, result: 'done' }, tx);
      return rows.flatMap(({ attachment }) => attachment ?? []);
    });
    await this.attachments.removeFiles(files);
  }
}

/** Returns one row for each file to remove, and at least one if the letter exists. */
const ERASE = `
  WITH letter AS (
    UPDATE letter SET title = $2, body = NULL, writer_name = NULL, writer_phone = NULL, writer_email = NULL,
      writer_address = NULL, erased_at = coalesce(erased_at, $3)
    WHERE process_id = $1 RETURNING process_id, letter_no
  ), about AS (
    SELECT process_id AS id FROM letter UNION ALL
    SELECT p.id FROM letter l JOIN process p ON p.subject IN (l.letter_no, l.process_id::text)
    WHERE p.input ->> 'process' = l.process_id::text
  ), texts AS (
    UPDATE content SET body = NULL FROM about WHERE content.process_id = about.id
  ), comments AS (
    UPDATE comment SET body = $2 FROM about WHERE comment.process_id = about.id
  ), cards AS (
    UPDATE card SET reason = CASE WHEN source = 'manual' THEN $2 ELSE reason END,
      decision_reason = CASE WHEN decision_reason IS NOT NULL THEN $2 END,
      statement = CASE WHEN statement IS NOT NULL THEN $2 END
    FROM letter WHERE card.process_id = letter.process_id
  ), feed AS (
    UPDATE supervision_event e SET data = e.data - 'reason'
    FROM card k JOIN letter ON k.process_id = letter.process_id
    WHERE e.process_id = k.process_id AND e.data ->> 'cardId' = k.id::text AND k.source = 'manual'
  ), files AS (
    DELETE FROM attachment USING about WHERE attachment.process_id = about.id RETURNING attachment.id
  )
  SELECT files.id AS attachment FROM letter LEFT JOIN files ON true`;
