import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import { MEDIA_TYPES, type DocumentFile } from '../campaigns/campaign-documents.js';
import { POOL } from '../platform/tokens.js';

/** Documents are made when they are published, so whoever may see the consultation may read them. */
@Injectable()
export class ConsultationFiles {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} NOT_FOUND */
  async file(consultation: string, document: string): Promise<DocumentFile> {
    const { rows } = await this.pool.query<{ title: string; format: string; bytes: Buffer }>(
      'SELECT title, format, bytes FROM consultation_document WHERE consultation_id = $1 AND id = $2',
      [consultation, document],
    );
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', 'no such document');
    return { name: `${row.title}.${row.format}`, mediaType: MEDIA_TYPES[row.format]!, bytes: row.bytes };
  }
}
