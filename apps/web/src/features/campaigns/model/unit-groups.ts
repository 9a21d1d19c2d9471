export interface ChoosableUnit {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
  readonly validTo: string | null;
}

/** Kinds that take part in campaigns, in the order in which plans list them. */
export const UNIT_KINDS = ['DEPARTMENT', 'DIRECT', 'VERTICAL', 'COUNTY'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

export interface UnitGroup {
  readonly kind: UnitKind;
  readonly units: readonly ChoosableUnit[];
}

/** Units that still exist, by kind; groups without any are left out. */
export const groupsOf = (
  units: readonly ChoosableUnit[],
  isFound: (unit: ChoosableUnit) => boolean,
): UnitGroup[] =>
  UNIT_KINDS.flatMap((kind) => {
    const found = units.filter((unit) => unit.kind === kind && unit.validTo === null && isFound(unit));
    return found.length > 0 ? [{ kind, units: found }] : [];
  });
