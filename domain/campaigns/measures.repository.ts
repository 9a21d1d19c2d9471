import { queryRows, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import type { MeasuredFinding, MeasuredItem } from './measures/findings.js';

/** A department of a campaign. */
export interface MeasuredUnit {
  readonly unit: string;
  readonly name: string;
  readonly kind: string;
  /** `REPORTED` or `FALLBACK`; null before its list is settled. */
  readonly list: string | null;
}

/** What measures are computed from. */
export class MeasuresRepository {
  constructor(private readonly db: Database) {}

  /** In the campaign's order. */
  units(campaign: string): Promise<MeasuredUnit[]> {
    return queryRows(
      this.db,
      sql`SELECT d.unit, u.name, u.kind, p.facts ->> 'list' AS list
        FROM campaign c CROSS JOIN LATERAL unnest(c.departments) WITH ORDINALITY AS d (unit, place)
        JOIN unit u ON u.code = d.unit
        LEFT JOIN process p ON p.parent_id = c.id AND p.facts ->> 'unit' = d.unit
        WHERE c.id = ${campaign} ORDER BY d.place`,
    );
  }

  items(campaign: string): Promise<MeasuredItem[]> {
    return queryRows(
      this.db,
      sql`SELECT i.id, i.unit_code AS unit, coalesce(t.attachments, 0) AS attachments, coalesce(t.systems, 0) AS systems,
          t.item_id IS NOT NULL OR EXISTS (
            SELECT 1 FROM campaign_finding f WHERE f.campaign_id = i.version_id AND f.item_id = i.id) AS seen
        FROM catalogue_item i LEFT JOIN campaign_item t ON t.campaign_id = i.version_id AND t.item_id = i.id
        WHERE i.version_id = ${campaign}`,
    );
  }

  /** Findings that were issued to a unit. */
  findings(campaign: string): Promise<MeasuredFinding[]> {
    return queryRows(
      this.db,
      sql`SELECT unit_code AS unit, item_id AS item, kind, element, state, bounces FROM campaign_finding
        WHERE campaign_id = ${campaign} AND unit_code IS NOT NULL AND state IN ('open', 'withdrawn', 'rectified')`,
    );
  }
}
