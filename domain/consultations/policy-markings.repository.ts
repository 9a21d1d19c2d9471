import { randomUUID } from 'node:crypto';
import { PolicyUnmarking, type PolicyClassification } from '../../infra/database/entities/consultations.js';
import { execute, queryRows, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';

/** An entry of the log, with the name of its account. */
export type ClassificationEntry = Pick<PolicyClassification, 'act' | 'reason' | 'at'> & {
  readonly account: string | null;
};

/** Who classified policies as major, and the requests to unmark one. */
export class PolicyMarkingsRepository {
  constructor(private readonly db: Database) {}

  /** Adds an entry to the log. Idempotent for an id. @param entry.id left out: a new one */
  async log(entry: Omit<PolicyClassification, 'id'> & { readonly id?: string }): Promise<void> {
    const { id = randomUUID(), policyId, act, reason, account, at } = entry;
    await execute(
      this.db,
      sql`INSERT INTO policy_classification (id, policy_id, act, reason, account, at)
        VALUES (${id}, ${policyId}, ${act}, ${reason}, ${account}, ${at}) ON CONFLICT (id) DO NOTHING`,
    );
  }

  /** Oldest first. */
  classifications(policy: string): Promise<ClassificationEntry[]> {
    return queryRows(
      this.db,
      sql`SELECT l.act, l.reason, a.title AS account, l.at FROM policy_classification l
        LEFT JOIN account a ON a.id::text = l.account WHERE l.policy_id = ${policy} ORDER BY l.at, l.id`,
    );
  }

  /** Oldest first. */
  unmarkings(
    policyId: string,
  ): Promise<Pick<PolicyUnmarking, 'id' | 'reason' | 'requestedBy' | 'requestedAt' | 'confirmed'>[]> {
    return this.requests.find({
      select: { id: true, reason: true, requestedBy: true, requestedAt: true, confirmed: true },
      where: { policyId },
      order: { requestedAt: 'ASC', id: 'ASC' },
    });
  }

  async requestUnmarking(
    request: Pick<PolicyUnmarking, 'policyId' | 'reason' | 'requestedBy' | 'requestedAt'>,
  ): Promise<void> {
    await this.requests.insert({ ...request, id: randomUUID(), marking: 0 }); // the marking is set by a trigger
  }

  /** Locks a request until the transaction ends. */
  lockUnmarking(policyId: string, id: string): Promise<PolicyUnmarking | null> {
    return this.requests.findOne({ where: { id, policyId }, lock: { mode: 'pessimistic_write' } });
  }

  async decideUnmarking(
    id: string,
    decision: Pick<PolicyUnmarking, 'confirmed' | 'decidedBy' | 'decidedAt' | 'decisionReason'>,
  ): Promise<void> {
    await this.requests.update({ id }, decision);
  }

  private get requests() {
    return this.db.getRepository(PolicyUnmarking);
  }
}
