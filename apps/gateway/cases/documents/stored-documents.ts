import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Unprintable } from '../../../../domain/documents/unprintable.js';
import type { DocumentFormat } from '../../../../domain/documents/render.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { Conditions } from '../../platform/paging/conditions.js';
import { documentFile, type FileAnswer, type StoredDocument } from '../../platform/http/send-file.js';
import { POOL } from '../../platform/tokens.js';

/** A document in one of its formats, as lists have it. Each business shows those of its fields that it knows. */
export interface KeptDocument {
  readonly id: string;
  readonly kind: string;
  /** Code of the unit that it is about; null: the process as a whole. */
  readonly unit: string | null;
  readonly version: number;
  readonly format: DocumentFormat;
  readonly title: string;
  /** Characters that the PDF shows as 〓, because no free font has them. */
  readonly unprintable: readonly Unprintable[];
  /** Bytes. */
  readonly size: number;
  /** When it was made: ISO 8601, UTC. */
  readonly at: string;
}

/**
 * Which documents of a process the caller may read, as conditions over the row `d`. Whether he may see the process at all
 * is for the business to say, before it asks.
 */
export type ReadableDocuments = (where: Conditions) => void;

export const EVERY_DOCUMENT: ReadableDocuments = () => undefined;

/** For a business whose documents are all about the process as a whole. */
export const withoutUnit = ({ unit: _, ...document }: KeptDocument): Omit<KeptDocument, 'unit'> => document;

/** Documents that steps have made (domain/cases/documents/document-store.ts), of whatever business. */
@Injectable()
export class KeptDocuments {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Newest first. */
  async list(process: string, readable: ReadableDocuments): Promise<KeptDocument[]> {
    const where = ofProcess(process, readable);
    const { rows } = await this.pool.query<Omit<KeptDocument, 'at'> & { at: Date }>(
      `SELECT d.id, d.kind, nullif(d.unit_code, '') AS unit, d.version, d.format, d.title, length(d.bytes) AS size, d.unprintable,
         d.made_at AS at
       FROM document d WHERE ${where.sql} ORDER BY d.made_at DESC, d.kind, d.format, d.unit_code`,
      where.values,
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** @throws {DubanError} NOT_FOUND also when it may not be read */
  async file(process: string, document: string, readable: ReadableDocuments): Promise<FileAnswer> {
    const where = ofProcess(process, readable);
    where.equal('d.id', document);
    const { rows } = await this.pool.query<StoredDocument>(
      `SELECT d.title, d.format, d.bytes FROM document d WHERE ${where.sql}`,
      where.values,
    );
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', detail('cases.noDocument'));
    return documentFile(row);
  }
}

function ofProcess(process: string, readable: ReadableDocuments): Conditions {
  const where = new Conditions();
  where.equal('d.process_id', process);
  readable(where);
  return where;
}
