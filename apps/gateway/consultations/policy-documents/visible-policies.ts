import type { Actor } from '../../platform/identity/actor.js';
import type { Condition } from '../../cases/visibility/visibility.js';

const EVERYTHING = ['supervisor', 'legal-officer', 'info-editor', 'info-reviewer'];
const OWN = ['agency-clerk', 'agency-signer'];

/**
 * Which policies, and consultations on them, an account may see: the offices that classify, publish and decide all of
 * them, units what they and those below them draft. Whatever is left out does not exist for the caller (404).
 *
 * @param column of the unit's code, never from a request
 * @param next number of the first free parameter
 */
export function visiblePolicies(actor: Actor, column: string, next: number): Condition {
  const has = (roles: readonly string[]): boolean => roles.some((role) => actor.roles.includes(role));
  if (has(EVERYTHING)) return { sql: 'true', values: [] };
  if (has(OWN)) return { sql: `${column} = ANY ($${next}::text[])`, values: [actor.unitsBelow] };
  return { sql: 'false', values: [] };
}
