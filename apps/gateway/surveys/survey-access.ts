import type { Actor } from '../platform/identity/actor.js';
import type { Condition } from '../cases/visibility/visibility.js';

export const INFO_ROLES = ['info-editor', 'info-reviewer'] as const;

/**
 * Which surveys an account may see, as a condition over the row `s`: the supervisor all, the information office those
 * that it reviews, a unit its own. Whatever is left out does not exist for the caller (404).
 *
 * @param next number of the first free parameter
 */
export function visibleSurveys(actor: Actor, next: number): Condition {
  const { roles } = actor;
  if (roles.includes('supervisor')) return { sql: 'true', values: [] };
  if (INFO_ROLES.some((role) => roles.includes(role)))
    return { sql: `s.office_code = $${next}`, values: [actor.unit] };
  if (roles.includes('agency-clerk') || roles.includes('agency-signer'))
    return { sql: `s.unit_code = ANY ($${next}::text[])`, values: [actor.unitsBelow] };
  return { sql: 'false', values: [] };
}
