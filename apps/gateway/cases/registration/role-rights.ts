/** What a role sees and reads, whatever the process. */
export interface RoleRights {
  /**
   * Cases it sees: `unit` those in which its unit has or had a task, `subtree` also those of units below it, `carded`
   * also every case with a card, `all` every case, `none` none.
   */
  readonly sees: 'unit' | 'subtree' | 'carded' | 'all' | 'none';
  /** Reads free text and who wrote it in every case that it sees. Without it, only where a process names it a reader. */
  readonly reads?: true;
  /** Its lists of tasks and cards are about every unit. Without it, about its own and those below. */
  readonly listsAllUnits?: true;
  /** Secret cases it sees: those in which its unit has a task for this role that is open, or any. */
  readonly secret?: 'openTask' | 'anyTask';
}

/** An office that takes part in a business and has no rights beyond it. */
export const ORDINARY: RoleRights = { sees: 'unit' };

/** Roles that exist whatever the business. Sources: RULES.md 5.9 and 0.11. */
export const COMMON_ROLES: Readonly<Record<string, RoleRights>> = {
  supervisor: { sees: 'all', reads: true, listsAllUnits: true, secret: 'openTask' },
  efficiency: { sees: 'carded', listsAllUnits: true },
  'agency-clerk': { sees: 'subtree', reads: true },
  'agency-signer': { sees: 'subtree', reads: true },
  discipline: { sees: 'unit', reads: true, secret: 'anyTask' },
  'admin-system': { sees: 'none' },
  'admin-security': { sees: 'none' },
  'admin-audit': { sees: 'none' },
};
