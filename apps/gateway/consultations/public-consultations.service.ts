import { Injectable } from '@nestjs/common';
import {
  ConsultationsRepository,
  type PublicConsultationRow,
} from '../../../domain/consultations/consultations.repository.js';
import { VERDICTS } from '../../../domain/consultations/documents/facts.js';
import { maskedName } from '../../../domain/text/mask.js';
import { OpinionsRepository } from '../../../domain/consultations/opinions.repository.js';
import { PolicyDocumentsRepository } from '../../../domain/consultations/policy-documents.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { equal } from '../../../infra/database/sql.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { ConsultationContentService, toSummary } from './consultation-content.service.js';
import type { PublicOpinionsQuery } from './opinions.dto.js';
import {
  publicConsultationFilters,
  type FeedbackView,
  type PublicConsultationPage,
  type PublicConsultationsQuery,
  type PublicConsultationView,
  type PublicOpinionPage,
} from './public-consultations.dto.js';

/** Published consultations for readers without an account. */
@Injectable()
export class PublicConsultationsService {
  constructor(
    private readonly consultations: ConsultationsRepository,
    private readonly allOpinions: OpinionsRepository,
    private readonly policies: PolicyDocumentsRepository,
    private readonly contents: ConsultationContentService,
  ) {}

  /** Latest publication first. @throws {DubanError} CURSOR_INVALID */
  list(query: PublicConsultationsQuery): Promise<PublicConsultationPage> {
    const at = businessDate();
    return this.consultations.pagePublished(query, at, publicConsultationFilters(query, at), (row) => ({
      ...toSummary(row),
      state: row.state,
      unitName: row.unitName,
    }));
  }

  /** @throws {DubanError} NOT_FOUND before its publication */
  async get(id: string): Promise<PublicConsultationView> {
    const row = await this.row(id);
    const [content, received, issued] = await Promise.all([
      this.contents.of(row),
      this.allOpinions.count(id),
      this.policies.findIssued(row.policyId),
    ]);
    return {
      ...content,
      state: row.state,
      unitName: row.unitName,
      now: businessDate().toISOString(),
      received,
      issued: issued
        ? {
            id: issued.id,
            documentNumber: issued.documentNumber,
            issuedAt: issued.issuedAt.toISOString(),
          }
        : null,
    };
  }

  /** Published opinions, when the unit lets the public read them. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async opinions(id: string, query: PublicOpinionsQuery): Promise<PublicOpinionPage> {
    const { opinionsShown, state } = await this.row(id);
    const shown = opinionsShown === 'ALWAYS' || (opinionsShown === 'AFTERWARDS' && state !== 'open');
    if (!shown) return { items: [], nextCursor: null };
    const where = [equal('o.state', 'published'), equal('o.clause', query.clause)];
    return this.allOpinions.page(id, query, where, (row) => ({
      id: row.id,
      clause: row.clause,
      name: maskedName(row.name),
      body: row.body,
      receivedAt: row.receivedAt.toISOString(),
    }));
  }

  /** The whole feedback table. @throws {DubanError} NOT_FOUND before its publication */
  async feedback(id: string): Promise<FeedbackView> {
    const { adoptionPublishedAt } = await this.row(id);
    if (adoptionPublishedAt === null)
      throw new DubanError('NOT_FOUND', detail('consultations.feedbackNotPublic'));
    const [rows, setAside] = await Promise.all([
      this.allOpinions.feedback(id),
      this.allOpinions.countHeld(id),
    ]);
    return {
      publishedAt: adoptionPublishedAt.toISOString(),
      setAside,
      items: rows.map((row) => ({ ...row, verdictTitle: VERDICTS[row.verdict] })),
      nextCursor: null,
    };
  }

  /** @throws {DubanError} NOT_FOUND before its publication */
  row(id: string): Promise<PublicConsultationRow> {
    return this.consultations.getPublished(id, businessDate());
  }
}
