import { createHash } from 'node:crypto';
import { InspectionSource } from '../../infra/database/entities/campaigns.js';
import { queryRow, type Database } from '../../infra/database/query.js';
import { and, sql, type Condition } from '../../infra/database/sql.js';
import type { PageSource } from '../inspection/visit/inspect-page.js';

/** The page that a finding was seen on, as it was then. */
export interface FindingSource extends InspectionSource {
  readonly address: string;
  readonly foundAt: Date;
}

/** Pages as inspections have read them: the evidence of findings. */
export class InspectionSourcesRepository {
  constructor(private readonly db: Database) {}

  /** Idempotent: a page with the same bytes is stored once. @returns SHA-256 of the bytes, in hex */
  async add({ bytes, charset, rendered }: PageSource): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.db
      .createQueryBuilder()
      .insert()
      .into(InspectionSource)
      .values({ sha256, bytes, charset, rendered })
      .orIgnore()
      .updateEntity(false)
      .execute();
    return sha256;
  }

  /** @param where over the row `f` of the finding @returns undefined when its page is not stored, or there is no such finding */
  ofFinding(campaign: string, finding: string, where: Condition): Promise<FindingSource | undefined> {
    const conditions = and(sql`f.campaign_id = ${campaign}`, sql`f.id = ${finding}`, where);
    return queryRow(
      this.db,
      sql`SELECT s.sha256, s.bytes, s.charset, s.rendered, f.address, f.found_at AS "foundAt"
        FROM campaign_finding f JOIN inspection_source s ON s.sha256 = f.source WHERE ${conditions}`,
    );
  }
}
