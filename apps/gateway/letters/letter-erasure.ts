import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { transaction } from '../../../infra/database/transaction.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AttachmentStore } from '../cases/attachments/attachment-store.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import type { Actor } from '../platform/identity/actor.js';
import { DATA_SOURCE } from '../platform/tokens.js';

/** Stands where a text may not be missing. */
const ERASED = '(已删除)';

/**
 * Erases what a letter holds of persons: itself, everything that was said about it in its process and in those that
 * follow from its cards (appeals, accountability), cards' words, in the supervision feed too, and files. Nothing of it
 * stands in a Temporal history, so one statement is enough; the process goes on with its codes and dates. The audit log
 * keeps its reasons.
 */
@Injectable()
export class LetterErasure {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly attachments: AttachmentStore,
    private readonly audit: AuditLog,
  ) {}

  /** Doing it again changes nothing. @throws {DubanError} NOT_FOUND */
  async erase(actor: Actor, id: string, reason: string, ip: string): Promise<void> {
    const files = await transaction(this.dataSource, async (tx) => {
      const rows: { attachment: string | null }[] = await tx.query(ERASE, [id, ERASED, businessDate()]);
      if (rows.length === 0) throw new DubanError('NOT_FOUND', 'no such letter');
      const record = { account: actor.id, action: 'letter.erase', subject: id, processes: [id], ip, reason };
      await this.audit.append({ ...record, result: 'done' }, tx);
      return rows.flatMap(({ attachment }) => attachment ?? []);
    });
    await this.attachments.removeFiles(files);
  }
}

/** One row for each file that is to be removed, at least one when there is such a letter. */
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
  ), told AS (
    UPDATE supervision_event e SET data = e.data - 'reason'
    FROM card k JOIN letter ON k.process_id = letter.process_id
    WHERE e.process_id = k.process_id AND e.data ->> 'cardId' = k.id::text AND k.source = 'manual'
  ), files AS (
    DELETE FROM attachment USING about WHERE attachment.process_id = about.id RETURNING attachment.id
  )
  SELECT files.id AS attachment FROM letter LEFT JOIN files ON true`;
