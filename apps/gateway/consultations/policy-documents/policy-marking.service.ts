import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../../../infra/database/transaction.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { gateRefusal } from '../../../../domain/consultations/policy-gate-errors.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Actor } from '../../platform/identity/actor.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import type { PolicyDetail, UnmarkingDecisionBody } from './policy-documents.dto.js';
import { LOG, PolicyDocuments } from './policy-documents.service.js';

interface Marked {
  readonly major: boolean;
  readonly state: string;
}

/**
 * Whether a policy is major, after the legal office has decided it: one person marks, two unmark. Everything is logged
 * with its reason, and the database keeps to it as well (infra/database/migrations/policy-gate.ts).
 */
@Injectable()
export class PolicyMarking {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly policies: PolicyDocuments,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {DubanError} NOT_FOUND, POLICY_STATE, RECORD_FROZEN */
  async mark(actor: Actor, id: string, reason: string): Promise<PolicyDetail> {
    await this.change(id, async (tx, { major }) => {
      if (major) throw new DubanError('POLICY_STATE', 'the policy is marked major already');
      await tx.query('UPDATE policy_document SET major = true WHERE id = $1', [id]);
      await log(tx, id, { act: 'MARKED', reason, account: actor.id });
    });
    return this.policies.get(actor, id);
  }

  /** The first of two persons. @throws {DubanError} NOT_FOUND, POLICY_STATE */
  async askToUnmark(actor: Actor, id: string, reason: string): Promise<PolicyDetail> {
    await this.change(id, async (tx, { major, state }) => {
      if (!major) throw new DubanError('POLICY_STATE', 'the policy is not marked major');
      if (state === 'issued' || state === 'withdrawn')
        throw new DubanError('RECORD_FROZEN', `the policy is ${state}`);
      await tx.query(
        // which marking it is about is set by a trigger
        'INSERT INTO policy_unmarking (id, policy_id, marking, reason, asked_by, asked_at) VALUES ($1, $2, 0, $3, $4, $5)',
        [randomUUID(), id, reason, actor.id, businessDate()],
      );
      await log(tx, id, { act: 'UNMARKING_ASKED', reason, account: actor.id });
    });
    return this.policies.get(actor, id);
  }

  /** The second one. @throws {DubanError} NOT_FOUND, FOUR_EYES, POLICY_STATE, POLICY_GATE_CLOSED, RECORD_FROZEN */
  async decide(
    actor: Actor,
    id: string,
    decision: UnmarkingDecisionBody & { readonly unmarking: string },
  ): Promise<PolicyDetail> {
    const { unmarking, confirm, reason } = decision;
    await this.change(id, async (tx) => {
      const [asked]: { askedBy: string; confirmed: boolean | null }[] = await tx.query(
        `SELECT asked_by AS "askedBy", confirmed FROM policy_unmarking WHERE id = $1 AND policy_id = $2 FOR UPDATE`,
        [unmarking, id],
      );
      if (!asked) throw new DubanError('NOT_FOUND', 'no such request');
      if (asked.confirmed !== null) throw new DubanError('POLICY_STATE', 'it has been decided on');
      if (asked.askedBy === actor.id)
        throw new DubanError('FOUR_EYES', 'another person of the legal office decides on it');
      await tx.query(
        `UPDATE policy_unmarking SET confirmed = $2, decided_by = $3, decided_at = $4, decision_reason = $5 WHERE id = $1`,
        [unmarking, confirm, actor.id, businessDate(), reason],
      );
      if (confirm)
        await tx.query('UPDATE policy_document SET major = false, unmarking_id = $2 WHERE id = $1', [
          id,
          unmarking,
        ]);
      await log(tx, id, { act: confirm ? 'UNMARKED' : 'UNMARKING_REFUSED', reason, account: actor.id });
    });
    return this.policies.get(actor, id);
  }

  private async change(
    id: string,
    work: (tx: EntityManager, policy: Marked) => Promise<void>,
  ): Promise<void> {
    await transaction(this.dataSource, async (tx) => {
      const [policy]: Marked[] = await tx.query(
        'SELECT major, state FROM policy_document WHERE id = $1 FOR UPDATE',
        [id],
      );
      if (!policy) throw new DubanError('NOT_FOUND', 'no such policy');
      await work(tx, policy);
      await this.audit.act(tx, { subject: `policy ${id}` });
    }).catch(gateRefusal);
  }
}

async function log(
  tx: EntityManager,
  policy: string,
  { act, reason, account }: { act: string; reason: string; account: string },
): Promise<void> {
  await tx.query(LOG, [randomUUID(), policy, act, reason, account, businessDate()]);
}
