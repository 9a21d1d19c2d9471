import { Injectable } from '@nestjs/common';
import { detail } from '../../../../domain/messages/index.js';
import type { InterviewReader } from '../../../../domain/interviews/interview-readers.js';
import { InterviewsRepository } from '../../../../domain/interviews/interviews.repository.js';
import type { CrewRole } from '../../../../domain/interviews/utterance-flow.js';
import { CREW_ROLE_NAMES } from '../../../../domain/interviews/utterance-names.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';

/** What an account is for an interview that it sees. */
export interface InterviewStanding {
  readonly id: string;
  readonly unit: string;
  readonly office: string;
  /** A member of the office that holds it: `info-editor`, `info-reviewer`. */
  readonly isOffice: boolean;
  /** A member of the unit that answers. */
  readonly isUnit: boolean;
  readonly crew: readonly CrewRole[];
}

/** @throws {DubanError} ROLE_NOT_ALLOWED */
export function assertInCrewAs(crew: readonly CrewRole[], role: CrewRole): void {
  if (!crew.includes(role))
    throw new DubanError(
      'ROLE_NOT_ALLOWED',
      detail('interviews.notInCrewAs', { role: CREW_ROLE_NAMES[role] }),
    );
}

const OFFICE_ROLES = ['info-editor', 'info-reviewer'];
const UNIT_ROLES = ['agency-clerk', 'agency-signer'];

const has = (actor: Actor, roles: readonly string[]): boolean =>
  actor.roles.some((role) => roles.includes(role));

/**
 * The supervisor sees every interview, the office those that it holds, units their own, members of a crew that one. An heir has
 * those of the ended units that it continues.
 */
export const readerOf = (actor: Actor): InterviewReader => ({
  account: actor.id,
  seesAll: actor.roles.includes('supervisor'),
  offices: has(actor, OFFICE_ROLES) ? actor.ownUnits : [],
  units: has(actor, UNIT_ROLES) ? actor.unitsBelow : [],
});

/** Which sides of an interview an account is on. */
export const sidesOf = (
  actor: Actor,
  { unit, office }: { readonly unit: string; readonly office: string },
): Pick<InterviewStanding, 'isOffice' | 'isUnit'> => ({
  isOffice: actor.ownUnits.includes(office) && has(actor, OFFICE_ROLES),
  isUnit: actor.ownUnits.includes(unit) && has(actor, UNIT_ROLES),
});

/** Checks whether an account may see an interview, and in which function. */
@Injectable()
export class InterviewAccess {
  constructor(private readonly interviews: InterviewsRepository) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async standing(actor: Actor, id: string): Promise<InterviewStanding> {
    const standing = await this.interviews.standing(id, readerOf(actor));
    if (!standing) throw new DubanError('NOT_FOUND', detail('interviews.noInterview'));
    return { id, ...standing, ...sidesOf(actor, standing) };
  }

  /** As a member of crew or office, or as a supervisor. @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async atDesk(actor: Actor, id: string): Promise<InterviewStanding> {
    const standing = await this.standing(actor, id);
    if (standing.crew.length > 0 || standing.isOffice || actor.roles.includes('supervisor')) return standing;
    throw new DubanError('FORBIDDEN', detail('interviews.crewOnly'));
  }

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async asOffice(actor: Actor, id: string): Promise<InterviewStanding> {
    const standing = await this.standing(actor, id);
    if (!standing.isOffice) throw new DubanError('FORBIDDEN', detail('interviews.officeOnly'));
    return standing;
  }

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async asUnit(actor: Actor, id: string): Promise<InterviewStanding> {
    const standing = await this.standing(actor, id);
    if (!standing.isUnit) throw new DubanError('FORBIDDEN', detail('interviews.unitOnly'));
    return standing;
  }
}
