import type { DataSource } from 'typeorm';
import type { FindingKind, FindingState, MeasuredFinding, MeasuredItem } from './measures/findings.js';
import { measure, type Measures } from './measures/measures.js';

/** One department of a campaign, measured as the inspection found it and as it is now. */
export interface MeasuredDepartment {
  readonly unit: string;
  readonly name: string;
  /** GB/T 2260 says whether it is a county's. */
  readonly group: 'county' | 'department';
  /** Whether it reported its list in time. */
  readonly reported: boolean;
  readonly found: Measures;
  readonly left: Measures;
}

interface UnitRow {
  readonly unit: string;
  readonly name: string;
  readonly kind: string;
  readonly list: string | null;
}
interface FindingRow extends Omit<MeasuredFinding, 'state' | 'kind'> {
  readonly kind: FindingKind;
  readonly state: FindingState;
}

/** In the campaign's order. Findings that are held against nobody (found, dismissed) do not count. */
export async function measureDepartments(
  dataSource: DataSource,
  campaign: string,
  unit: string | null = null,
): Promise<MeasuredDepartment[]> {
  const values = [campaign, unit];
  const units: UnitRow[] = await dataSource.query(UNITS, values);
  const items: MeasuredItem[] = await dataSource.query(ITEMS, values);
  const findings: FindingRow[] = await dataSource.query(FINDINGS, values);
  return units.map(({ unit: code, name, kind, list }) => {
    const ownItems = items.filter((item) => item.unit === code);
    const own = findings.filter((finding) => finding.unit === code);
    return {
      unit: code,
      name,
      group: kind.startsWith('COUNTY') ? 'county' : 'department',
      reported: list !== 'FALLBACK',
      found: measure(ownItems, own, 'found'),
      left: measure(ownItems, own, 'left'),
    };
  });
}

const UNITS = `
  SELECT d.unit, u.name, u.kind, p.facts ->> 'list' AS list
  FROM campaign c CROSS JOIN LATERAL unnest(c.departments) WITH ORDINALITY AS d(unit, place)
  JOIN unit u ON u.code = d.unit
  LEFT JOIN process p ON p.parent_id = c.id AND p.facts ->> 'unit' = d.unit
  WHERE c.id = $1 AND ($2::text IS NULL OR d.unit = $2) ORDER BY d.place`;

const ITEMS = `
  SELECT i.id, i.unit_code AS unit, coalesce(t.attachments, 0) AS attachments, coalesce(t.systems, 0) AS systems,
    t.item_id IS NOT NULL OR EXISTS (
      SELECT 1 FROM campaign_finding f WHERE f.campaign_id = i.version_id AND f.item_id = i.id) AS seen
  FROM catalogue_item i LEFT JOIN campaign_item t ON t.campaign_id = i.version_id AND t.item_id = i.id
  WHERE i.version_id = $1 AND ($2::text IS NULL OR i.unit_code = $2)`;

const FINDINGS = `
  SELECT unit_code AS unit, item_id AS item, kind, element, state, bounces FROM campaign_finding
  WHERE campaign_id = $1 AND ($2::text IS NULL OR unit_code = $2) AND unit_code IS NOT NULL
    AND state IN ('open', 'withdrawn', 'rectified')`;
