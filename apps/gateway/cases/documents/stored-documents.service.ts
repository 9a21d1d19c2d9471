import { Injectable } from '@nestjs/common';
import {
  DocumentsRepository,
  type DocumentRow,
} from '../../../../domain/cases/documents/documents.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import type { Condition } from '../../../../infra/database/sql.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { documentFile, type FileAnswer } from '../../platform/http/send-file.js';

/** A document in one of its formats, as lists show it. Each business shows the fields that it knows. */
export type ListedDocument = Omit<DocumentRow, 'at'> & {
  /** When it was rendered: ISO 8601, UTC. */
  readonly at: string;
};

/**
 * Which documents of a process the caller may read, as a condition over the row `d`. The business checks first whether
 * the caller may see the process at all.
 */
export type ReadableDocuments = Condition;

export const EVERY_DOCUMENT: ReadableDocuments = undefined;

/** For a business whose documents are all about the process as a whole. */
export const withoutUnit = ({ unit: _, ...document }: ListedDocument): Omit<ListedDocument, 'unit'> =>
  document;

/** Documents that steps have rendered, of every business. */
@Injectable()
export class StoredDocumentsService {
  constructor(private readonly documents: DocumentsRepository) {}

  /** Newest first. */
  async list(process: string, readable: ReadableDocuments): Promise<ListedDocument[]> {
    const rows = await this.documents.list(process, readable);
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** @throws {DubanError} NOT_FOUND also when the caller may not read it */
  async file(process: string, document: string, readable: ReadableDocuments): Promise<FileAnswer> {
    const file = await this.documents.file(process, document, readable);
    if (!file) throw new DubanError('NOT_FOUND', detail('cases.noDocument'));
    return documentFile(file);
  }
}
