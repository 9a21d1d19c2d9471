import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import {
  PolicyDocumentsRepository,
  type IssuedPolicyRow,
  type PolicyRow,
} from '../../../../domain/consultations/policy-documents.repository.js';
import { gateConditions } from '../../../../domain/consultations/gate-conditions.js';
import { gateRefusal } from '../../../../domain/consultations/policy-gate-errors.js';
import { PolicyMarkingsRepository } from '../../../../domain/consultations/policy-markings.repository.js';
import { detail, issue, textIfKnown } from '../../../../domain/messages/index.js';
import { similarityOf } from '../../../../domain/text/names.js';
import { businessDate, businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../../domain/time/civil-time.js';
import { isUniqueViolation } from '../../../../infra/database/database-errors.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import type { PageQuery } from '../../platform/paging/page.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import {
  policyFilters,
  type FinalTextBody,
  type GateConditionView,
  type NewPolicyBody,
  type PoliciesQuery,
  type PolicyActs,
  type PolicyDetail,
  type PolicyPage,
  type PolicyView,
  type PublicPolicyDetail,
  type PublicPolicyPage,
  type PublicPolicyView,
  type SimilarPolicyView,
} from './policy-documents.dto.js';
import { visiblePolicies } from './visible-policies.js';

/** From this similarity of titles, 0 to 1, two policies may be about the same matter. */
const SIMILAR_TITLE = 0.7;
const MAX_SIMILAR = 10;
const MAX_COMPARED = 5_000;

/** The policy register. Policies are decided and issued by their process only. */
@Injectable()
export class PolicyDocumentsService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly policies: PolicyDocumentsRepository,
    private readonly markings: PolicyMarkingsRepository,
  ) {}

  /** Q0: registers a policy with the classification of its unit. @throws {DubanError} POLICY_TITLE_TAKEN */
  async register(actor: Actor, { title, kind, major, reason }: NewPolicyBody): Promise<PolicyDetail> {
    const id = randomUUID();
    const at = businessDate();
    try {
      await transaction(this.dataSource, async (tx) => {
        const row = { id, title, kind, major, unitCode: actor.unit, createdBy: actor.id, createdAt: at };
        await new PolicyDocumentsRepository(tx).add(row);
        const act = major ? 'PROPOSED_MAJOR' : 'PROPOSED_ORDINARY';
        await new PolicyMarkingsRepository(tx).log({ policyId: id, act, reason, account: actor.id, at });
      });
    } catch (error) {
      if (!isUniqueViolation(error, 'policy_document_title')) throw error;
      throw DubanError.ofFields('POLICY_TITLE_TAKEN', [issue('title', 'consultations.titleTaken')]);
    }
    return this.get(actor, id);
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  list(actor: Actor, query: PoliciesQuery): Promise<PolicyPage> {
    return this.policies.page(
      query,
      [visiblePolicies(actor, 'd.unit_code'), ...policyFilters(query)],
      toView,
    );
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<PolicyDetail> {
    const row = await this.policies.find(id, visiblePolicies(actor, 'd.unit_code'));
    if (!row) throw new DubanError('NOT_FOUND', detail('consultations.noPolicy'));
    const [classifications, unmarkings, similar, gate] = await Promise.all([
      this.markings.classifications(id),
      this.markings.unmarkings(id),
      this.similarTo(row),
      this.gateOf(row),
    ]);
    const isLegal = actor.roles.includes('legal-officer');
    return {
      ...toView(row),
      finalText: row.finalText,
      classifications: classifications.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
      gate,
      acts: actsOf(
        actor,
        row,
        unmarkings.some(({ confirmed }) => confirmed === null),
      ),
      unmarkings: unmarkings.map(({ requestedAt, requestedBy, ...request }) => ({
        ...request,
        askedAt: requestedAt.toISOString(),
        mayDecide: isLegal && request.confirmed === null && requestedBy !== actor.id,
      })),
      similar,
    };
  }

  /** Sets number and text until the policy is issued. @throws {DubanError} NOT_FOUND, RECORD_FROZEN */
  async setFinalText(
    actor: Actor,
    id: string,
    { documentNumber, text }: FinalTextBody,
  ): Promise<PolicyDetail> {
    const finalText = { documentNumber, finalText: text };
    const updated = await transaction(this.dataSource, (tx) =>
      new PolicyDocumentsRepository(tx).setFinalText({ id, units: actor.ownUnits }, finalText, {
        by: actor.id,
        at: businessDate(),
      }),
    ).catch(gateRefusal);
    if (!updated) throw new DubanError('NOT_FOUND', detail('consultations.noPolicyOfUnit'));
    return this.get(actor, id);
  }

  /** Issued policies, latest first. @throws {DubanError} CURSOR_INVALID */
  listIssued(query: PageQuery): Promise<PublicPolicyPage> {
    return this.policies.pageIssued(query, toPublicView);
  }

  /** @throws {DubanError} NOT_FOUND before its issue */
  async getIssued(id: string): Promise<PublicPolicyDetail> {
    const row = await this.policies.findIssued(id);
    if (!row) throw new DubanError('NOT_FOUND', detail('consultations.noPolicy'));
    return { ...toPublicView(row), finalText: row.finalText, diff: row.diff as PublicPolicyDetail['diff'] };
  }

  private async gateOf(row: PolicyRow): Promise<GateConditionView[]> {
    const progress = await this.policies.consultationProgress(row.id);
    const now = businessNow();
    const facts = {
      ...row,
      isClassified: row.classifiedAt !== null,
      isDecided: row.state === 'decided' || row.state === 'issued',
      consultation: progress ? { ...progress, isOver: progress.closesAt.getTime() <= now } : null,
    };
    return gateConditions(facts, formatDay(dayOf(now))).map(({ name, missing }) => ({
      name,
      met: missing === null,
      missing: missing && textIfKnown(missing.code, missing.params),
    }));
  }

  /** Policies with similar titles, for the legal office: the same matter may be registered under a new title. */
  private async similarTo({ id, title }: PolicyRow): Promise<SimilarPolicyView[]> {
    const others = await this.policies.otherTitles(id, MAX_COMPARED);
    return others
      .map((other) => ({ ...other, score: Math.round(similarityOf(title, other.title) * 100) / 100 }))
      .filter(({ score }) => score >= SIMILAR_TITLE)
      .sort((a, b) => b.score - a.score)
      .slice(0, MAX_SIMILAR);
  }
}

/** What an account may do with a policy: as the routes and triggers that do it. */
function actsOf({ roles, ownUnits }: Actor, policy: PolicyRow, isUnmarkingPending: boolean): PolicyActs {
  const isOwn = roles.includes('agency-clerk') && ownUnits.includes(policy.unitCode);
  const isOpen = policy.state !== 'issued' && policy.state !== 'withdrawn';
  const marks = roles.includes('legal-officer') && isOpen;
  return {
    start: isOwn && policy.state === 'draft' && policy.consultationId === null,
    setFinalText: isOwn && isOpen,
    mark: marks && !policy.major,
    requestUnmarking: marks && policy.major && !isUnmarkingPending,
  };
}

function toView(row: PolicyRow): PolicyView {
  const { id, title, kind, unitCode, major, state, gateOpen, reviewUntil, documentNumber } = row;
  const { consultationId, consultationState } = row;
  return {
    ...{ id, title, kind, unit: unitCode, major, state, gateOpen, reviewUntil, documentNumber },
    classifiedAt: row.classifiedAt?.toISOString() ?? null,
    issuedAt: row.issuedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    consultation: consultationId === null ? null : { id: consultationId, state: consultationState! },
  };
}

function toPublicView(row: IssuedPolicyRow): PublicPolicyView {
  const { id, title, kind, unit, documentNumber, issuedAt, consultation } = row;
  return { id, title, kind, unit, documentNumber, issuedAt: issuedAt.toISOString(), consultation };
}
