import { InspectionPage } from '../../infra/database/entities/campaigns.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import type { PageRecord } from '../inspection/crawl/page-record.js';

/** Pages that inspections have visited. An inspection is named `campaign/round`, or `campaign/unit/activity`. */
export class InspectionPagesRepository {
  constructor(private readonly db: Database) {}

  /** In the order of the visits. */
  async list(inspection: string): Promise<PageRecord[]> {
    const rows = await queryRows<{ record: PageRecord }>(
      this.db,
      sql`SELECT record FROM inspection_page WHERE inspection = ${inspection} ORDER BY at, requested`,
    );
    return rows.map(({ record }) => record);
  }

  /** Idempotent: the first record of a page stays. */
  async add(inspection: string, record: PageRecord): Promise<void> {
    await this.db
      .createQueryBuilder()
      .insert()
      .into(InspectionPage)
      .values({ inspection, requested: record.requested, at: new Date(record.at), record: record as object })
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  async deleteFailures(inspection: string): Promise<void> {
    await execute(
      this.db,
      sql`DELETE FROM inspection_page WHERE inspection = ${inspection} AND record ->> 'failure' IS NOT NULL`,
    );
  }

  /** Addresses of pages that are guides, as requested and as answered. */
  async guideAddresses(inspection: string): Promise<Set<string>> {
    const rows = await queryRows<{ address: string }>(
      this.db,
      sql`SELECT unnest(ARRAY[requested, record ->> 'address']) AS address FROM inspection_page
        WHERE inspection = ${inspection} AND record ->> 'guide' IS NOT NULL`,
    );
    return new Set(rows.map(({ address }) => address));
  }

  /** Instants of the first and the last visit; null before the first. */
  async period(inspection: string): Promise<{ first: Date | null; last: Date | null }> {
    const period = await queryRow<{ first: Date | null; last: Date | null }>(
      this.db,
      sql`SELECT min(at) AS first, max(at) AS last FROM inspection_page WHERE inspection = ${inspection}`,
    );
    return period!;
  }
}
