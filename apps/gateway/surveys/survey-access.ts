import type { SurveyReader } from '../../../domain/surveys/survey-readers.js';
import type { Actor } from '../platform/identity/actor.js';

const INFO_ROLES = ['info-editor', 'info-reviewer'];
const UNIT_ROLES = ['agency-clerk', 'agency-signer'];

const has = (actor: Actor, roles: readonly string[]): boolean =>
  actor.roles.some((role) => roles.includes(role));

/** A member of the information office, which reviews surveys of all units. */
export const isInfoOffice = (actor: Actor): boolean => has(actor, INFO_ROLES);

/** The supervisor sees every survey, the information office those that it reviews, other units their own. */
export const readerOf = (actor: Actor): SurveyReader => ({
  seesAll: actor.roles.includes('supervisor'),
  offices: isInfoOffice(actor) ? actor.ownUnits : [],
  units: !isInfoOffice(actor) && has(actor, UNIT_ROLES) ? actor.unitsBelow : [],
});
