/** Rights of a role in every process. */
export interface RoleRights {
  /**
   * Visible cases: `unit` those in which its unit has or had a task, `subtree` also those of units below it, `carded`
   * also every case with a card, `all` every case, `none` none.
   */
  readonly sees: 'unit' | 'subtree' | 'carded' | 'all' | 'none';
  /** Reads free text and its authors in every visible case. Without it, only where a process names the role as a reader. */
  readonly reads?: true;
  /** Its lists of tasks and cards cover every unit. Without it, its own unit and those below. */
  readonly listsAllUnits?: true;
  /** Visible secret cases: those in which its unit has an open task for this role, or any task. */
  readonly secret?: 'openTask' | 'anyTask';
  /** Reads time limit policies, for the limits of its business. */
  readonly readsPolicies?: true;
  /** Proposes time limit policies, which another office approves. It reads them as well. */
  readonly proposesPolicies?: true;
}

/** Rights of a role without an entry. */
export const ORDINARY: RoleRights = { sees: 'unit' };

/** Roles that exist in every business. */
export const COMMON_ROLES: Readonly<Record<string, RoleRights>> = {
  supervisor: { sees: 'all', reads: true, listsAllUnits: true, secret: 'openTask' },
  efficiency: { sees: 'carded', listsAllUnits: true },
  'agency-clerk': { sees: 'subtree', reads: true },
  'agency-signer': { sees: 'subtree', reads: true },
  discipline: { sees: 'unit', reads: true, secret: 'anyTask' },
  'county-admin': { sees: 'none' },
  'admin-system': { sees: 'none' },
  'admin-security': { sees: 'none' },
  'admin-audit': { sees: 'none' },
};
