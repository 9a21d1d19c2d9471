import { Injectable } from '@nestjs/common';
import { ConsultationsRepository } from '../../../domain/consultations/consultations.repository.js';
import { VerdictDraftsRepository } from '../../../domain/consultations/verdict-drafts.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { ConsultationsService } from './consultations.service.js';
import type { SavedDraftsView, VerdictDraftPage, VerdictDraftsBody } from './verdict-drafts.dto.js';

/** Verdicts that have been begun: each account has its own, which nobody else reads. */
@Injectable()
export class VerdictDraftsService {
  constructor(
    private readonly consultations: ConsultationsService,
    private readonly repository: ConsultationsRepository,
    private readonly drafts: VerdictDraftsRepository,
  ) {}

  /** @throws {DubanError} NOT_FOUND */
  async list(actor: Actor, id: string): Promise<VerdictDraftPage> {
    await this.consultations.assertOwn(actor, id);
    const drafts = await this.drafts.of(id, actor.id);
    return {
      items: drafts.map(({ answers, verdict, reason, savedAt }) => ({
        ...{ answers, verdict, reason },
        savedAt: savedAt.toISOString(),
      })),
      nextCursor: null,
    };
  }

  /** Replaces the drafts of the opinions and groups that are named. @throws {DubanError} NOT_FOUND, RECORD_FROZEN */
  async save(actor: Actor, id: string, { items }: VerdictDraftsBody): Promise<SavedDraftsView> {
    await this.consultations.assertOwn(actor, id);
    if (!(await this.repository.editable(id)).opinions)
      throw new DubanError('RECORD_FROZEN', detail('consultations.opinionsFrozen'));
    const savedAt = businessDate();
    const begun = items.map(({ answers, verdict = null, reason }) => ({ answers, verdict, reason }));
    await this.drafts.save({ consultation: id, account: actor.id }, begun, savedAt);
    return { savedAt: savedAt.toISOString() };
  }
}
