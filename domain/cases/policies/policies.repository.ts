import { Policy } from '../../../infra/database/entities/time-limits.js';
import { execute, queryRow, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** Versions of time limit policies. They are added and activated, never changed: clocks are pinned to them. */
export class PoliciesRepository {
  constructor(private readonly db: Database) {}

  /** Latest first, without their bodies. */
  list(): Promise<Omit<Policy, 'body'>[]> {
    return this.db.getRepository(Policy).find({
      select: { id: true, version: true, title: true, effectiveFrom: true, active: true },
      order: { effectiveFrom: 'DESC', id: 'ASC', version: 'DESC' },
    });
  }

  /** @param version as the client wrote it: a malformed one matches nothing */
  find(id: string, version: string): Promise<Policy | undefined> {
    return queryRow(
      this.db,
      sql`SELECT id, version, title, effective_from::text AS "effectiveFrom", active, body FROM policy
        WHERE id = ${id} AND version::text = ${version}`,
    );
  }

  /** Waits for others that add versions. In a transaction, until its end. */
  async lock(): Promise<void> {
    await execute(this.db, sql`LOCK TABLE policy IN SHARE ROW EXCLUSIVE MODE`);
  }

  /** Number of the newest version of a policy; 0: there is none. */
  async newestVersion(id: string): Promise<number> {
    const row = await queryRow<{ version: number }>(
      this.db,
      sql`SELECT coalesce(max(version), 0)::int AS version FROM policy WHERE id = ${id}`,
    );
    return row!.version;
  }

  async add(policy: Policy): Promise<void> {
    await this.db.getRepository(Policy).insert(policy as object);
  }

  /**
   * Activates the newest version of a policy. Until it takes effect the version in force stays active, as
   * `TimeLimitService.policyAt` finds it.
   *
   * @param today YYYY-MM-DD, Asia/Shanghai
   * @returns false when there is no such policy
   */
  async activate(id: string, today: string): Promise<boolean> {
    const changed = await execute(
      this.db,
      sql`WITH chosen AS (
          SELECT id, version, effective_from FROM policy WHERE id = ${id} ORDER BY version DESC LIMIT 1
        ), in_force AS (
          SELECT id, version FROM policy WHERE active AND effective_from <= ${today}::date
          ORDER BY effective_from DESC, version DESC, id LIMIT 1
        )
        UPDATE policy p SET active = (p.id, p.version) = (c.id, c.version)
          OR (c.effective_from > ${today}::date
            AND EXISTS (SELECT 1 FROM in_force f WHERE (f.id, f.version) = (p.id, p.version)))
        FROM chosen c`,
    );
    return changed > 0;
  }
}
