/** What the page offers to an administrator; the server decides. */
export interface Powers {
  /** Creates, moves, disables. */
  readonly keeps: boolean;
  readonly locks: boolean;
  readonly unlocks: boolean;
  readonly proposes: boolean;
  readonly confirms: boolean;
  readonly revokes: boolean;
  readonly admits: boolean;
}

export function powersOf(roles: readonly string[]): Powers {
  const has = (...wanted: string[]): boolean => wanted.some((role) => roles.includes(role));
  const keeps = has('admin-system', 'county-admin');
  const security = has('admin-security');
  return {
    keeps,
    locks: keeps || security,
    unlocks: security || has('county-admin'),
    proposes: keeps || security,
    confirms: security || has('admin-system'),
    revokes: security,
    admits: keeps || security,
  };
}

/** Whether the page offers to create and change units. */
export const keepsUnits = (roles: readonly string[]): boolean =>
  roles.includes('admin-system') || roles.includes('county-admin');

/** Whether the page offers acts on a unit. An administrator of a county: on its offices and townships. */
export const changesUnit = (
  { roles, unit: own }: { readonly roles: readonly string[]; readonly unit: string },
  {
    kind,
    parent,
    validTo,
  }: { readonly kind: string; readonly parent: string | null; readonly validTo: string | null },
): boolean =>
  validTo === null &&
  kind !== 'PREFECTURE' &&
  (roles.includes('admin-system') || (roles.includes('county-admin') && parent === own));
