import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { PolicyDocumentsRepository } from '../../../../domain/consultations/policy-documents.repository.js';
import { gateRefusal } from '../../../../domain/consultations/policy-gate-errors.js';
import { PolicyMarkingsRepository } from '../../../../domain/consultations/policy-markings.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import type { PolicyDocument } from '../../../../infra/database/entities/consultations.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Actor } from '../../platform/identity/actor.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import type { PolicyDetail, UnmarkingDecisionBody } from './policy-documents.dto.js';
import { PolicyDocumentsService } from './policy-documents.service.js';

interface Marking {
  readonly policy: PolicyDocument;
  readonly policies: PolicyDocumentsRepository;
  readonly markings: PolicyMarkingsRepository;
  readonly at: Date;
}

/**
 * Marks and unmarks policies as major after the legal office has classified them: one person marks, two unmark. Every act
 * is logged with its reason. Triggers enforce the same rules (infra/database/migrations/policy-gate.ts).
 */
@Injectable()
export class PolicyMarkingService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly policies: PolicyDocumentsService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {DubanError} NOT_FOUND, POLICY_STATE, RECORD_FROZEN */
  async mark(actor: Actor, id: string, reason: string): Promise<PolicyDetail> {
    await this.change(id, async ({ policy, policies, markings, at }) => {
      if (policy.major) throw new DubanError('POLICY_STATE', detail('consultations.alreadyMajor'));
      await policies.markMajor(id);
      await markings.log({ policyId: id, act: 'MARKED', reason, account: actor.id, at });
    });
    return this.policies.get(actor, id);
  }

  /** Requests an unmarking, as the first of two persons. @throws {DubanError} NOT_FOUND, POLICY_STATE, RECORD_FROZEN */
  async requestUnmarking(actor: Actor, id: string, reason: string): Promise<PolicyDetail> {
    await this.change(id, async ({ policy, markings, at }) => {
      if (!policy.major) throw new DubanError('POLICY_STATE', detail('consultations.notMajor'));
      if (policy.state === 'issued' || policy.state === 'withdrawn')
        throw new DubanError('RECORD_FROZEN', detail('consultations.policyEnded'));
      await markings.requestUnmarking({ policyId: id, reason, requestedBy: actor.id, requestedAt: at });
      await markings.log({ policyId: id, act: 'UNMARKING_ASKED', reason, account: actor.id, at });
    });
    return this.policies.get(actor, id);
  }

  /**
   * Decides on a request, as the second person.
   *
   * @throws {DubanError} NOT_FOUND, FOUR_EYES, POLICY_STATE, POLICY_GATE_CLOSED, RECORD_FROZEN
   */
  async decide(
    actor: Actor,
    id: string,
    decision: UnmarkingDecisionBody & { readonly unmarking: string },
  ): Promise<PolicyDetail> {
    const { unmarking, confirm: confirmed, reason } = decision;
    await this.change(id, async ({ policies, markings, at }) => {
      const request = await markings.lockUnmarking(id, unmarking);
      if (!request) throw new DubanError('NOT_FOUND', detail('consultations.noUnmarking'));
      if (request.confirmed !== null)
        throw new DubanError('POLICY_STATE', detail('consultations.unmarkingDecided'));
      if (request.requestedBy === actor.id)
        throw new DubanError('FOUR_EYES', detail('consultations.unmarkingBySecond'));
      await markings.decideUnmarking(unmarking, {
        confirmed,
        decidedBy: actor.id,
        decidedAt: at,
        decisionReason: reason,
      });
      if (confirmed) await policies.unmark(id, unmarking);
      const act = confirmed ? 'UNMARKED' : 'UNMARKING_REFUSED';
      await markings.log({ policyId: id, act, reason, account: actor.id, at });
    });
    return this.policies.get(actor, id);
  }

  private async change(id: string, work: (marking: Marking) => Promise<void>): Promise<void> {
    await transaction(this.dataSource, async (tx) => {
      const policies = new PolicyDocumentsRepository(tx);
      const policy = await policies.lock(id);
      if (!policy) throw new DubanError('NOT_FOUND', detail('consultations.noPolicy'));
      await work({ policy, policies, markings: new PolicyMarkingsRepository(tx), at: businessDate() });
      await this.audit.act(tx, { subject: `policy ${id}` });
    }).catch(gateRefusal);
  }
}
