import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../auth/actor.js';
import { documentFile, type FileAnswer, type StoredDocument } from '../http/send-file.js';
import { POOL } from '../platform/tokens.js';
import { InterviewAccess } from './interview-access.js';
import type { InterviewDocumentView } from './interviews.dto.js';

type Row = Omit<InterviewDocumentView, 'at'> & { readonly at: Date };

/** Documents of an interview. The public reads the transcript once it is published, in its newest version. */
@Injectable()
export class InterviewDocuments {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly access: InterviewAccess,
  ) {}

  /** Newest first. @throws {DubanError} NOT_FOUND */
  async list(actor: Actor, interview: string): Promise<InterviewDocumentView[]> {
    await this.access.standing(actor, interview);
    return this.read('true', interview);
  }

  /** @throws {DubanError} NOT_FOUND */
  async file(actor: Actor, interview: string, document: string): Promise<FileAnswer> {
    await this.access.standing(actor, interview);
    return this.bytes('true', interview, document);
  }

  publicList(interview: string): Promise<InterviewDocumentView[]> {
    return this.read(PUBLIC, interview);
  }

  /** @throws {DubanError} NOT_FOUND */
  publicFile(interview: string, document: string): Promise<FileAnswer> {
    return this.bytes(PUBLIC, interview, document);
  }

  /** @param condition never from a request */
  private async read(condition: string, interview: string): Promise<InterviewDocumentView[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT d.id, d.kind, d.version, d.format, d.title, length(d.bytes) AS size, d.at
       FROM interview_document d JOIN interview i ON i.id = d.interview_id
       WHERE d.interview_id = $1 AND ${condition} ORDER BY d.at DESC, d.kind, d.format`,
      [interview],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  private async bytes(condition: string, interview: string, document: string): Promise<FileAnswer> {
    const { rows } = await this.pool.query<StoredDocument>(
      `SELECT d.title, d.format, d.bytes FROM interview_document d JOIN interview i ON i.id = d.interview_id
       WHERE d.interview_id = $1 AND d.id = $2 AND ${condition}`,
      [interview, document],
    );
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', 'no such document');
    return documentFile(row);
  }
}

const PUBLIC = `d.kind = 'transcript' AND i.transcript_at IS NOT NULL AND d.version = (
  SELECT max(n.version) FROM interview_document n WHERE n.interview_id = i.id AND n.kind = d.kind)`;
