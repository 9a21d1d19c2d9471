import { matches } from '../../lib/pinyin.js';
import type { ListedUnit } from './units-api.js';

/** Kinds below the prefecture and below a county, in the order of the tree. */
const KINDS = ['DEPARTMENT', 'DIRECT', 'VERTICAL', 'COUNTY', 'COUNTY_OFFICE', 'TOWNSHIP'] as const;
export type TreeKind = (typeof KINDS)[number];

/** Units of one kind with the same parent. */
export interface UnitBranch {
  readonly kind: TreeKind;
  readonly units: readonly ListedUnit[];
}

/** Units below another one by kind, each by code; kinds without a unit are left out. */
export const branchesOf = (units: readonly ListedUnit[], parent: string): UnitBranch[] =>
  KINDS.flatMap((kind) => {
    const found = units.filter((unit) => unit.parent === parent && unit.kind === kind);
    return found.length > 0 ? [{ kind, units: found }] : [];
  });

/** Units that exist on a day, and those that have ended if wanted. @param today YYYY-MM-DD, Asia/Shanghai */
export const shownUnits = (
  units: readonly ListedUnit[],
  { today, ended }: { readonly today: string; readonly ended: boolean },
): readonly ListedUnit[] =>
  ended ? units : units.filter(({ validTo }) => validTo === null || validTo >= today);

/** Units found by name, short name, code or pinyin initials. */
export const foundUnits = (units: readonly ListedUnit[], q: string): readonly ListedUnit[] =>
  units.filter(({ code, name, shortName }) => matches(q, name, code) || matches(q, shortName));
