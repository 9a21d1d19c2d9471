import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import {
  readClauses,
  readHearings,
  type ConsultationRow,
} from '../../../domain/consultations/consultation-row.js';
import {
  EVERY_DOCUMENT,
  StoredDocumentsService,
  type ListedDocument,
} from '../cases/documents/stored-documents.service.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import type {
  ConsultationContent,
  ConsultationSummary,
  ConsultationDocumentView,
  ExtensionView,
} from './consultations.dto.js';

/** Its state is the reader's: to the public less is told. */
type ShownRow = Omit<ConsultationRow, 'state'> & { readonly state: string };

/** What staff and public read alike of a consultation. */
@Injectable()
export class ConsultationContents {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly documents: StoredDocumentsService,
  ) {}

  async of(row: ShownRow): Promise<ConsultationContent> {
    const { explanation, howToAnswer, phone, address, postcode, email, shortReason } = row;
    const { opinionsShown, withdrawalReason } = row;
    const [clauses, hearings, extensions, documents] = await Promise.all([
      readClauses(this.dataSource, row.id),
      readHearings(this.dataSource, row.id),
      this.dataSource.query(EXTENSIONS, [row.id]) as Promise<(Omit<ExtensionView, 'at'> & { at: Date })[]>,
      this.documents.list(row.id, EVERY_DOCUMENT),
    ]);
    return {
      ...toSummary(row),
      ...{
        explanation,
        howToAnswer,
        phone,
        address,
        postcode,
        email,
        shortReason,
        opinionsShown,
        withdrawalReason,
      },
      clauses,
      hearings: hearings.map(({ number: _number, papersSentAt, ...hearing }) => ({
        ...hearing,
        papersSentAt: papersSentAt?.toISOString() ?? null,
      })),
      extensions: extensions.map((extension) => ({ ...extension, at: extension.at.toISOString() })),
      documents: documents.sort((a, b) => a.at.localeCompare(b.at)).map(toDocumentView),
    };
  }
}

const toDocumentView = ({
  id,
  kind,
  format,
  title,
  unprintable,
  size,
}: ListedDocument): ConsultationDocumentView => ({
  id,
  kind,
  format,
  title,
  unprintable,
  size,
});

export function toSummary(row: ShownRow): ConsultationSummary {
  const { id, policy, title, unit, state, publishedAt, closesOn, closesAt, adoptionPublishedAt } = row;
  return {
    ...{ id, policy, title, unit, state, closesOn },
    publishedAt: publishedAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    adoptionPublishedAt: adoptionPublishedAt?.toISOString() ?? null,
  };
}

const EXTENSIONS = `
  SELECT closes_on::text AS "closesOn", was::text, reason, at FROM consultation_extension
  WHERE consultation_id = $1 ORDER BY at, closes_on`;
