import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { daysAt } from '../../../domain/consultations/consultation-days.js';
import type { ConsultationHearing } from '../../../infra/database/entities/consultations.js';
import {
  ConsultationsRepository,
  type ConsultationRow,
} from '../../../domain/consultations/consultations.repository.js';
import { HearingsRepository } from '../../../domain/consultations/hearings.repository.js';
import { OpinionsRepository } from '../../../domain/consultations/opinions.repository.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import {
  EVERY_DOCUMENT,
  StoredDocumentsService,
  type ListedDocument,
} from '../cases/documents/stored-documents.service.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import type {
  ConsultationContent,
  ConsultationDocumentView,
  ConsultationSummary,
  HearingView,
  PlannedDaysView,
} from './consultations.dto.js';

/** A row whose state is the staff's or the public's. */
type ShownRow = Omit<ConsultationRow, 'state'> & { readonly state: string };

/** The content of a consultation that staff and public read alike. */
@Injectable()
export class ConsultationContentService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly timeLimits: TimeLimitService,
    private readonly opinions: OpinionsRepository,
    private readonly consultations: ConsultationsRepository,
    private readonly hearings: HearingsRepository,
    private readonly documents: StoredDocumentsService,
  ) {}

  async of(row: ShownRow): Promise<ConsultationContent> {
    const { explanation, howToAnswer, phone, address, postcode, email, shortReason } = row;
    const { opinionsShown, withdrawalReason } = row;
    const [clauses, hearings, extensions, documents, opinionsByClause, planned] = await Promise.all([
      this.consultations.clauses(row.id),
      this.hearings.list(row.id),
      this.consultations.extensions(row.id),
      this.documents.list(row.id, EVERY_DOCUMENT),
      this.opinions.countsByClause(row.id),
      this.plannedDays(row),
    ]);
    return {
      ...toSummary(row),
      ...{ explanation, howToAnswer, phone, address, postcode, email },
      ...{ shortReason, opinionsShown, withdrawalReason },
      clauses,
      opinionsByClause,
      planned,
      hearings: hearings.map(toHearingView),
      extensions: extensions.map((extension) => ({ ...extension, at: extension.at.toISOString() })),
      documents: documents.sort((a, b) => a.at.localeCompare(b.at)).map(toDocumentView),
    };
  }

  /** Days of the steps after the period: once it is over those that its clocks have, before it as the law now counts them. */
  private async plannedDays({ publishedAt, closesOn, ...row }: ShownRow): Promise<PlannedDaysView | null> {
    if (publishedAt === null || closesOn === null) return null;
    const days = await daysAt({ dataSource: this.dataSource, timeLimits: this.timeLimits }, businessNow());
    const [sortBy, answerBy] = [row.sortBy ?? days.sortBy(closesOn), row.answerBy ?? days.answerBy(closesOn)];
    return {
      ...{ sortBy, answerBy },
      sortByProvisional: days.isProvisional(closesOn, sortBy),
      answerByProvisional: days.isProvisional(closesOn, answerBy),
    };
  }
}

function toHearingView(hearing: ConsultationHearing): HearingView {
  const { heldOn: on, time, place, participants, notice, state, papersBy, summary, reason } = hearing;
  const papersSentAt = hearing.papersSentAt?.toISOString() ?? null;
  return { on, time, place, participants, notice, state, papersBy, papersSentAt, summary, reason };
}

function toDocumentView(document: ListedDocument): ConsultationDocumentView {
  const { id, kind, format, title, unprintable, size } = document;
  return { id, kind, format, title, unprintable, size };
}

export function toSummary(row: ShownRow): ConsultationSummary {
  const { id, policyId, title, unitCode, state, publishedAt, closesOn, closesAt, adoptionPublishedAt } = row;
  return {
    ...{ id, policy: policyId, title, unit: unitCode, state, closesOn },
    publishedAt: publishedAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
    adoptionPublishedAt: adoptionPublishedAt?.toISOString() ?? null,
  };
}
