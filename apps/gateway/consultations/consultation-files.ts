import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import { documentFile, type FileAnswer, type StoredDocument } from '../http/send-file.js';
import { POOL } from '../platform/tokens.js';

/** Documents are made when they are published, so whoever may see the consultation may read them. */
@Injectable()
export class ConsultationFiles {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} NOT_FOUND */
  async file(consultation: string, document: string): Promise<FileAnswer> {
    const { rows } = await this.pool.query<StoredDocument>(
      'SELECT title, format, bytes FROM consultation_document WHERE consultation_id = $1 AND id = $2',
      [consultation, document],
    );
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', 'no such document');
    return documentFile(row);
  }
}
