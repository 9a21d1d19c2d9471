import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import { documentFile, type FileAnswer, type StoredDocument } from '../http/send-file.js';
import { POOL } from '../platform/tokens.js';
import type { SurveyDocumentView } from './surveys.dto.js';

/** Documents of a survey; whether somebody may read them is for the caller to know. */
@Injectable()
export class SurveyDocuments {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Newest first. @param kinds those that may be read */
  async list(survey: string, kinds: readonly string[]): Promise<SurveyDocumentView[]> {
    const { rows } = await this.pool.query<Omit<SurveyDocumentView, 'at'> & { at: Date }>(
      `SELECT id, kind, version, format, title, length(bytes) AS size, at FROM survey_document
       WHERE survey_id = $1 AND kind = ANY ($2) ORDER BY at DESC, kind, format`,
      [survey, kinds],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** @throws {DubanError} NOT_FOUND */
  async file(survey: string, kinds: readonly string[], document: string): Promise<FileAnswer> {
    const { rows } = await this.pool.query<StoredDocument>(
      'SELECT title, format, bytes FROM survey_document WHERE survey_id = $1 AND kind = ANY ($2) AND id = $3',
      [survey, kinds, document],
    );
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', 'no such document');
    return documentFile(row);
  }
}
