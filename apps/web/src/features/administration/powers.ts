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
