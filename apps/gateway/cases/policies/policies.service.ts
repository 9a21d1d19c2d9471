import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { PoliciesRepository } from '../../../../domain/cases/policies/policies.repository.js';
import type { Policy } from '../../../../domain/cases/time-limits/policy.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { detail, issue } from '../../../../domain/messages/index.js';
import { businessNow } from '../../../../domain/time/business-clock.js';
import type { Database } from '../../../../infra/database/query.js';
import { SUPERVISING_OFFICES } from '../../../../infra/database/seeds/units.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { DATA_SOURCE } from '../../platform/tokens.js';
import { differencesOf, type Difference } from '../registration/differences.js';
import type { Approval, RuleKind } from '../registration/rule-kind.js';
import type { TimeLimitPolicyItem, TimeLimitPolicyView } from './policies.dto.js';

/** What is proposed: a new version, or the newest version of a policy that exists, to be followed again. */
export type PolicyContent = { readonly policy: Policy } | Pick<Policy, 'id' | 'version'>;

/** Time limit policies, which two persons change: roles with `proposesPolicies` propose, the supervising office approves. */
@Injectable()
export class PoliciesService implements RuleKind {
  readonly kind = 'policy';
  readonly approvers = ['supervisor'] as const;
  readonly approvingUnit = SUPERVISING_OFFICES[0]!;

  constructor(
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly policies: PoliciesRepository,
    private readonly timeLimits: TimeLimitService,
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

  /** The newest version of a policy. @throws {DubanError} NOT_FOUND */
  async newest(id: string): Promise<Pick<Policy, 'id' | 'version' | 'title'>> {
    const newest = (await this.policies.list()).filter((policy) => policy.id === id);
    const [found] = newest.sort((a, b) => b.version - a.version);
    if (!found) throw new DubanError('NOT_FOUND', detail('cases.noPolicy'));
    return found;
  }

  /** From the policy that is followed now. */
  async differences(db: Database, content: object): Promise<Difference[]> {
    await this.timeLimits.ready();
    const now = this.timeLimits.policyAt(businessNow());
    return differencesOf(now, await bodyOf(db, content as PolicyContent));
  }

  /** Adds the version, unless it exists, and activates it from its effective date on. @throws {DubanError} VERSION_CONFLICT */
  async apply(tx: EntityManager, { content, today }: Approval): Promise<string> {
    const proposed = content as PolicyContent;
    const policies = new PoliciesRepository(tx);
    if ('policy' in proposed) {
      await assertNext(tx, proposed.policy);
      const { id, version, title, effectiveFrom } = proposed.policy;
      await policies.add({ id, version, title, effectiveFrom, active: false, body: proposed.policy });
    }
    const { id, effectiveFrom } = await bodyOf(tx, proposed);
    await policies.activate(id, today);
    return effectiveFrom > today ? effectiveFrom : today;
  }
}

/** Waits for others that add versions. @throws {DubanError} VERSION_CONFLICT when a policy is not the next version of its id */
export async function assertNext(tx: EntityManager, { id, version }: Policy): Promise<void> {
  const policies = new PoliciesRepository(tx);
  await policies.lock();
  const next = (await policies.newestVersion(id)) + 1;
  if (version !== next)
    throw DubanError.ofFields('VERSION_CONFLICT', [
      issue('version', 'cases.policyVersionNotNext', { id, next }),
    ]);
}

async function bodyOf(db: Database, content: PolicyContent): Promise<Policy> {
  if ('policy' in content) return content.policy;
  const found = await new PoliciesRepository(db).find(content.id, String(content.version));
  return found!.body as Policy;
}
