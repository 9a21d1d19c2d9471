import { ADMINISTRATORS } from '../../../infra/database/seeds/roles.js';
import { sql, type Condition } from '../../../infra/database/sql.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';

/** Roles that read the register of every unit. The others read that of their own unit and the units below it. */
const READS_ALL: readonly string[] = [
  'supervisor',
  'petition-office',
  'mailbox-office',
  'mailbox-reviewer',
  'efficiency',
  'info-editor',
  'info-reviewer',
  'service-centre',
  'admin-system',
  'admin-audit',
];

const readsAll = ({ roles }: Actor): boolean => roles.some((role) => READS_ALL.includes(role));

/** Units whose register an account reads, over the row `u` of the unit. */
export const readableUnits = (actor: Actor): Condition =>
  !readsAll(actor) && sql`u.code = ANY (${actor.unitsBelow}::text[])`;

/** What a refusal names: the unit, an entry or an absence. */
type Nothing = 'duty.noUnit' | 'duty.noEntry' | 'duty.noAbsence';

/** @throws {DubanError} NOT_FOUND for a unit whose register the account must not know of */
export function assertReads(actor: Actor, unit: string, nothing: Nothing = 'duty.noUnit'): void {
  if (!readsAll(actor) && !actor.unitsBelow.includes(unit))
    throw new DubanError('NOT_FOUND', detail(nothing));
}

/** Whether an account writes the register of a unit: the unit's own staff, its county's administrator, the system's. */
export function mayKeep(actor: Actor, unit: string): boolean {
  if (actor.roles.includes('admin-system')) return true;
  if (actor.roles.includes('county-admin')) return actor.unitsBelow.includes(unit);
  return actor.unit === unit && caseRoles(actor).length > 0;
}

/** Roles of an account that do tasks of cases. */
export const caseRoles = ({ roles }: { readonly roles: readonly string[] }): string[] =>
  roles.filter((role) => !ADMINISTRATORS.includes(role) && role !== 'county-admin');

/** @param nothing as for an id that names nothing. @throws {DubanError} NOT_FOUND, FORBIDDEN */
export function assertKeeps(actor: Actor, unit: string, nothing?: Nothing): void {
  assertReads(actor, unit, nothing);
  if (!mayKeep(actor, unit)) throw new DubanError('FORBIDDEN', detail('duty.notKeeper'));
}
