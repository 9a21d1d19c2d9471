import { and, NOTHING, oneOf, sql, type Sql } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';

const SEES_ALL = ['supervisor', 'legal-officer', 'info-editor', 'info-reviewer'];
const SEES_OWN = ['agency-clerk', 'agency-signer'];

/**
 * Which policies, and consultations on them, an account may see: all of them for the offices that classify, publish and
 * decide; for units those of their own and of the units below. Other rows do not exist for the caller (404).
 *
 * @param column code of the unit
 */
export function visiblePolicies(actor: Actor, column: 'c.unit_code' | 'd.unit_code'): Sql {
  const has = (roles: readonly string[]): boolean => roles.some((role) => actor.roles.includes(role));
  if (has(SEES_ALL)) return sql`true`;
  return has(SEES_OWN) ? and(oneOf(column, actor.unitsBelow)) : NOTHING;
}
