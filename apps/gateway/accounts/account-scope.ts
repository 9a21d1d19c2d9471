import { detail } from '../../../domain/messages/index.js';
import type { Account } from '../../../infra/database/entities/accounts.js';
import { ADMINISTRATORS } from '../../../infra/database/seeds/roles.js';
import { and, sql, type Condition } from '../../../infra/database/sql.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';

/** Roles that see every account. The auditor changes none. */
const WHOLE = ADMINISTRATORS;
const COUNTY_ADMIN = 'county-admin';
/** Not managed by an administrator of a county: those above it, and its own kind. */
const ABOVE_COUNTY = [...ADMINISTRATORS, COUNTY_ADMIN];

const isWhole = ({ roles }: Actor): boolean => roles.some((role) => WHOLE.includes(role));

/** Accounts that an administrator sees, over the row `a`. An administrator of a county: those of its own units. */
export const accountScope = (actor: Actor): Condition =>
  !isWhole(actor) &&
  and(sql`a.unit_code = ANY (${actor.unitsBelow}::text[])`, sql`NOT a.roles && ${ABOVE_COUNTY}::text[]`);

/** Whether `accountScope` holds for an account that was read. */
export const isInScope = (actor: Actor, { unitCode, roles }: Pick<Account, 'unitCode' | 'roles'>): boolean =>
  isWhole(actor) || (isUnitInScope(actor, unitCode) && !roles.some((role) => ABOVE_COUNTY.includes(role)));

/** Whether an administrator may put accounts into a unit. */
export const isUnitInScope = (actor: Actor, unit: string): boolean =>
  isWhole(actor) || actor.unitsBelow.includes(unit);

/** @throws {DubanError} FORBIDDEN for an administrator's own account */
export function assertAnother(actor: Actor, account: Pick<Account, 'id'>): void {
  if (account.id === actor.id) throw new DubanError('FORBIDDEN', detail('accounts.notOneself'));
}

/** An act by two persons, of whom one is a security administrator. */
export const areTwoPersons = (
  first: { readonly id: string; readonly roles: readonly string[] },
  second: { readonly id: string; readonly roles: readonly string[] },
): boolean => first.id !== second.id && [first, second].some(({ roles }) => roles.includes('admin-security'));
