import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { ConsultationsRepository } from '../../../domain/consultations/consultations.repository.js';
import { OpinionsRepository } from '../../../domain/consultations/opinions.repository.js';
import { gateRefusal } from '../../../domain/consultations/policy-gate-errors.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { transaction } from '../../../infra/database/transaction.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { PublicInput } from '../platform/public-input/public-input.js';
import { DATA_SOURCE } from '../platform/tokens.js';
import type { OpinionBody, OpinionReceipt } from './opinions.dto.js';
import { PublicConsultationsService } from './public-consultations.service.js';

/** Opinions from one address on one consultation; later ones are held for moderation. */
const MAX_PER_HOUR = 30;

/** Receives citizens' opinions on a draft. The workflow is not notified: it counts the rows later. */
@Injectable()
export class OpinionSubmissionService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly repository: ConsultationsRepository,
    private readonly consultations: PublicConsultationsService,
    private readonly publicInput: PublicInput,
  ) {}

  /**
   * @param ip null where the address does not identify the sender
   * @throws {DubanError} NOT_FOUND, CONSULTATION_CLOSED, CLAUSE_UNKNOWN, CAPTCHA_REQUIRED, CAPTCHA_INVALID
   */
  async receive(id: string, opinion: OpinionBody, ip: string | null): Promise<OpinionReceipt> {
    await this.assertOpen(id);
    await this.assertClause(id, opinion.clause);
    return transaction(this.dataSource, (tx) => this.store(tx, id, opinion, ip)).catch(closedMeanwhile);
  }

  private async store(
    tx: EntityManager,
    consultationId: string,
    { clause, body, name = '', contact = '', captcha }: OpinionBody,
    ip: string | null,
  ): Promise<OpinionReceipt> {
    const request = { perHour: MAX_PER_HOUR, subject: consultationId, captcha, text: body, ip };
    const { heldFor } = await this.publicInput.admit(request, tx);
    const id = randomUUID();
    const receivedAt = businessDate();
    await new OpinionsRepository(tx).add({
      ...{ id, consultationId, clause: clause ?? null, name, contact, body, receivedAt },
      state: heldFor === null ? 'pending' : 'setAside',
      moderationReason: heldFor,
    });
    return { id, receivedAt: receivedAt.toISOString() };
  }

  private async assertOpen(id: string): Promise<void> {
    const { state, closesAt } = await this.consultations.row(id);
    if (state === 'open') return;
    throw new DubanError(
      'CONSULTATION_CLOSED',
      state === 'cancelled'
        ? detail('consultations.cancelled')
        : detail('consultations.closedAt', { at: closesAt!.toISOString() }),
    );
  }

  private async assertClause(id: string, clause: number | undefined): Promise<void> {
    if (clause === undefined || (await this.repository.hasClause(id, clause))) return;
    throw DubanError.ofFields('CLAUSE_UNKNOWN', [issue('clause', 'consultations.clauseUnknown', { clause })]);
  }
}

/** The database has the last word: the period may have ended after `assertOpen`. */
function closedMeanwhile(error: unknown): never {
  try {
    return gateRefusal(error);
  } catch (refused) {
    if (!(refused instanceof DubanError) || refused.code !== 'POLICY_STATE') throw refused;
    const closed = detail('consultations.closedMeanwhile');
    throw new DubanError('CONSULTATION_CLOSED', closed, {}, { cause: error });
  }
}
