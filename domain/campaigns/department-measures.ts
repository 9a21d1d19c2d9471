import type { Database } from '../../infra/database/query.js';
import { measure, type Measures } from './measures/measures.js';
import { MeasuresRepository } from './measures.repository.js';

/** One department of a campaign, measured as the inspection found it and as it is now. */
export interface MeasuredDepartment {
  readonly unit: string;
  readonly name: string;
  readonly group: 'county' | 'department';
  /** Whether it reported its list in time. */
  readonly reported: boolean;
  readonly found: Measures;
  readonly left: Measures;
}

/** In the campaign's order. Findings that are held against nobody (found, dismissed) do not count. */
export async function measureDepartments(db: Database, campaign: string): Promise<MeasuredDepartment[]> {
  const measures = new MeasuresRepository(db);
  const units = await measures.units(campaign);
  const items = await measures.items(campaign);
  const findings = await measures.findings(campaign);
  return units.map(({ unit, name, kind, list }) => {
    const ownItems = items.filter((item) => item.unit === unit);
    const ownFindings = findings.filter((finding) => finding.unit === unit);
    return {
      unit,
      name,
      group: kind.startsWith('COUNTY') ? 'county' : 'department',
      reported: list !== 'FALLBACK',
      found: measure(ownItems, ownFindings, 'found'),
      left: measure(ownItems, ownFindings, 'left'),
    };
  });
}
