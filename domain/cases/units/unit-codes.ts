import type { UnitKind } from '../../../infra/database/seeds/units.js';
import { issue } from '../../messages/index.js';
import type { Issue } from '../../../workflows/engine/errors.js';

/** Kinds that belong to a county. A body under vertical management (垂直管理) may belong to either level. */
export const COUNTY_KINDS: readonly UnitKind[] = ['COUNTY_OFFICE', 'TOWNSHIP'];
const EITHER_LEVEL: UnitKind = 'VERTICAL';

export interface PlacedUnit {
  readonly code: string;
  readonly kind: UnitKind;
  readonly parent: { readonly code: string; readonly kind: string };
}

/**
 * Checks code and place of a new unit. The code says where a unit belongs: `ZRZY`, `522601`, `522601-ZRZY`, `522601001`
 * (GB/T 2260 and GB/T 10114).
 *
 * @returns what is wrong, null when nothing is
 */
export function placeFault({ code, kind, parent }: PlacedUnit): Issue | null {
  const isInCounty = parent.kind === 'COUNTY';
  if (!isInCounty && parent.kind !== 'PREFECTURE')
    return issue('parent', COUNTY_KINDS.includes(kind) ? 'units.kindOfCounty' : 'units.kindOfPrefecture');
  if (kind !== EITHER_LEVEL && isInCounty !== COUNTY_KINDS.includes(kind))
    return issue('parent', isInCounty ? 'units.kindOfPrefecture' : 'units.kindOfCounty');
  if (kind === 'COUNTY') return /^[0-9]{6}$/.test(code) ? null : issue('code', 'units.codeCounty');
  if (kind === 'TOWNSHIP')
    return /^[0-9]{9}$/.test(code) && code.startsWith(parent.code)
      ? null
      : issue('code', 'units.codeTownship');
  if (!isInCounty) return /^[A-Z]{2,8}$/.test(code) ? null : issue('code', 'units.codePrefecture');
  const suffix = code.startsWith(`${parent.code}-`) ? code.slice(parent.code.length + 1) : '';
  return /^[A-Z]{2,8}$/.test(suffix) ? null : issue('code', 'units.codeOffice');
}
