import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { maskedName } from '../../../domain/text/mask.js';
import { OpinionsRepository, type OpinionRow } from '../../../domain/consultations/opinions.repository.js';
import { VerdictDraftsRepository } from '../../../domain/consultations/verdict-drafts.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import type { Opinion } from '../../../infra/database/entities/consultations.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import { ConsultationsService } from './consultations.service.js';
import { changeOpinions } from './opinion-changes.js';
import {
  opinionFilters,
  type ModerationBody,
  type OpinionPage,
  type OpinionsQuery,
  type OpinionView,
  type VerdictBody,
} from './opinions.dto.js';

/** The opinions of a consultation for its unit and the editors: none is deleted, each one is answered. */
@Injectable()
export class OpinionsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly opinions: OpinionsRepository,
    private readonly consultations: ConsultationsService,
  ) {}

  /** In the order of receipt. @throws {DubanError} NOT_FOUND, CURSOR_INVALID */
  async list(actor: Actor, id: string, query: OpinionsQuery): Promise<OpinionPage> {
    const handles = await this.handles(actor, id);
    return this.opinions.page(id, query, opinionFilters(query), (row) => toView(row, handles));
  }

  /**
   * Publishes opinions, or holds them with a reason; either can be reverted until the adoption is submitted for
   * signature. A held opinion needs no verdict.
   *
   * @returns number of opinions
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED, RECORD_FROZEN
   */
  async moderate(actor: Actor, id: string, { opinions, action, reason }: ModerationBody): Promise<number> {
    if (!(await this.handles(actor, id)))
      throw new DubanError('NOT_FOUND', detail('consultations.noConsultationOfUnit'));
    await this.assertKnown(id, opinions);
    const moderation = {
      state: action === 'publish' ? ('published' as const) : ('setAside' as const),
      moderationReason: reason ?? null,
      moderatedBy: actor.id,
      moderatedAt: businessDate(),
    };
    return changeOpinions(this.dataSource, id, (tx) =>
      new OpinionsRepository(tx).moderate(id, opinions, moderation),
    );
  }

  /**
   * Answers opinions or the opinions of a group. A later verdict replaces an earlier one.
   *
   * @returns number of opinions
   * @throws {DubanError} NOT_FOUND, VALIDATION_FAILED for opinions of another consultation or not published, RECORD_FROZEN
   */
  async decide(actor: Actor, id: string, { opinions, group, verdict, reason }: VerdictBody): Promise<number> {
    await this.consultations.assertOwn(actor, id);
    if (opinions) {
      if (group !== undefined) throw invalid(issue('group', 'consultations.opinionsOrGroup'));
      await this.assertKnown(id, opinions, 'published');
    }
    const answered = group === undefined ? { opinions: opinions! } : { group };
    const decision = {
      verdict,
      verdictReason: reason,
      verdictBy: actor.id,
      verdictAt: businessDate(),
    };
    const decided = await changeOpinions(this.dataSource, id, async (tx) => {
      await new VerdictDraftsRepository(tx).forgetAnswered(id, answered);
      return new OpinionsRepository(tx).decide(id, answered, decision);
    });
    if (decided === 0) throw invalid(issue('group', 'consultations.groupEmpty'));
    return decided;
  }

  /**
   * @param state in which every opinion must be; left out: any
   * @throws {DubanError} VALIDATION_FAILED naming each opinion that is not of the consultation, or in another state
   */
  async assertKnown(id: string, opinions: readonly string[], state?: Opinion['state']): Promise<void> {
    const known = await this.opinions.known(id, opinions, state);
    const unknown = opinions.flatMap((opinion, index) => (known.has(opinion) ? [] : [index]));
    if (unknown.length > 0)
      throw invalid(...unknown.map((index) => issue(`opinions.${index}`, 'consultations.opinionUnusable')));
  }

  /** Whether the account moderates the opinions and reads who wrote them. @throws {DubanError} NOT_FOUND */
  private async handles(actor: Actor, id: string): Promise<boolean> {
    const { unitCode } = await this.consultations.row(actor, id);
    return actor.roles.includes('info-editor') || actor.ownUnits.includes(unitCode);
  }
}

function toView({ groupId, ...row }: OpinionRow, handles: boolean): OpinionView {
  return {
    ...row,
    group: groupId,
    receivedAt: row.receivedAt.toISOString(),
    ...(!handles && { name: maskedName(row.name), contact: null }),
  };
}
