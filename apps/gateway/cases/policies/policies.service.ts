import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { PoliciesRepository } from '../../../../domain/cases/policies/policies.repository.js';
import type { Policy } from '../../../../domain/cases/time-limits/policy.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../../domain/time/civil-time.js';
import { transaction } from '../../../../infra/database/transaction.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import type { TimeLimitPolicyItem, TimeLimitPolicyView } from './policies.dto.js';

/** Time limit policies as administrators enter and activate them. */
@Injectable()
export class PoliciesService {
  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly policies: PoliciesRepository,
  ) {}

  /** Latest first, without their bodies. */
  list(): Promise<TimeLimitPolicyItem[]> {
    return this.policies.list();
  }

  /** @throws {DubanError} NOT_FOUND also for a malformed version */
  async get(id: string, version: string): Promise<TimeLimitPolicyView> {
    const policy = await this.policies.find(id, version);
    if (!policy) throw new DubanError('NOT_FOUND', detail('cases.noPolicyVersion'));
    return { ...policy, body: policy.body as object };
  }

  /**
   * Adds the next version of a policy, not yet in force. Adding the newest version again with the same content changes
   * nothing.
   *
   * @param within runs at the end of the transaction
   * @throws {DubanError} VERSION_CONFLICT
   */
  async add(policy: Policy, within: (tx: EntityManager) => Promise<void>): Promise<void> {
    const { id, version, title, effectiveFrom } = policy;
    await transaction(this.dataSource, async (tx) => {
      const policies = new PoliciesRepository(tx);
      await policies.lock();
      const newest = await policies.newest(id, JSON.stringify(policy));
      if (newest?.same) return within(tx);
      const next = (newest?.version ?? 0) + 1;
      if (version !== next) throw conflict(id, next);
      await policies.add({ id, version, title, effectiveFrom, active: false, body: policy });
      await within(tx);
    });
  }

  /**
   * Activates the newest version of a policy from its effective date on. Until then the version in force stays.
   *
   * @param within runs at the end of the transaction
   * @throws {DubanError} NOT_FOUND
   */
  activate(id: string, within: (tx: EntityManager) => Promise<void>): Promise<void> {
    return transaction(this.dataSource, async (tx) => {
      const isActivated = await new PoliciesRepository(tx).activate(id, formatDay(dayOf(businessNow())));
      if (!isActivated) throw new DubanError('NOT_FOUND', detail('cases.noPolicy'));
      await within(tx);
    });
  }
}

const conflict = (id: string, next: number): DubanError =>
  DubanError.ofFields('VERSION_CONFLICT', [issue('version', 'cases.policyVersionNotNext', { id, next })]);
