import { and, NOTHING, oneOf, or, sql, type Condition, type Sql } from '../../../infra/database/sql.js';
import type { ReadableDocuments } from '../cases/documents/stored-documents.service.js';
import type { Actor } from '../platform/identity/actor.js';

const WHOLE = ['supervisor', 'service-centre'];
const OWN_PART = ['agency-clerk', 'agency-signer'];
const hasRole = (actor: Actor, roles: readonly string[]): boolean =>
  actor.roles.some((role) => roles.includes(role));

/** Whether an account may see campaigns at all. */
export const seesCampaigns = (actor: Actor): boolean => hasRole(actor, [...WHOLE, ...OWN_PART]);

/**
 * Which campaigns an account may see, as a condition over the row `c`: the supervisor all, the centre those that it
 * runs, departments those that they are part of. Others do not exist for the caller (404).
 */
export function visibleCampaigns(actor: Actor): Sql {
  if (actor.roles.includes('supervisor')) return sql`true`;
  if (actor.roles.includes('service-centre')) return and(oneOf('c.centre', actor.ownUnits));
  if (hasRole(actor, OWN_PART)) return sql`c.departments && ${actor.unitsBelow}::text[]`;
  return NOTHING;
}

/** Units whose part of a visible campaign an account sees; null: all. */
export const visibleUnits = (actor: Actor): readonly string[] | null =>
  hasRole(actor, WHOLE) ? null : actor.unitsBelow;

/** Findings that an account sees of a visible campaign, over the row `f`: units those that were issued to them. */
export function visibleFindings(actor: Actor): Condition {
  const units = visibleUnits(actor);
  return units !== null && and(oneOf('f.unit_code', units), sql`f.state NOT IN ('found', 'dismissed')`);
}

/** Documents that an account reads of a visible campaign, over the row `d`: units the bulletin and their own. */
export function readableDocuments(actor: Actor): ReadableDocuments {
  const units = visibleUnits(actor);
  return units !== null && or(sql`d.kind = 'bulletin'`, oneOf('d.unit_code', units));
}

/** Documents that the public reads of a campaign, over the row `d`: its bulletin, which is made when it is issued. */
export const PUBLIC_DOCUMENTS: ReadableDocuments = sql`d.kind = 'bulletin'`;
