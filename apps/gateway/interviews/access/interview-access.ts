import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Actor } from '../../platform/identity/actor.js';
import { POOL } from '../../platform/tokens.js';
import type { Condition } from '../../cases/visibility/visibility.js';
import type { CrewRole } from '../utterances/utterance-flow.js';

/** What an account is for an interview that it sees. */
export interface InterviewStanding {
  readonly id: string;
  readonly unit: string;
  readonly office: string;
  /** Of the office that holds it: `info-editor`, `info-reviewer`. */
  readonly isOffice: boolean;
  /** Of the unit that answers. */
  readonly isUnit: boolean;
  readonly crew: readonly CrewRole[];
}

const OFFICE_ROLES = ['info-editor', 'info-reviewer'];
const UNIT_ROLES = ['agency-clerk', 'agency-signer'];

const has = (actor: Actor, roles: readonly string[]): boolean =>
  actor.roles.some((role) => roles.includes(role));

/**
 * Which interviews an account may see, as a condition over the row `i`: the supervisor all, the office those that it
 * holds, units their own, whoever is in a crew that one. What is left out does not exist for the caller (404).
 *
 * @param next number of the first free parameter
 */
export function visibleInterviews(actor: Actor, next: number): Condition {
  if (actor.roles.includes('supervisor')) return { sql: 'true', values: [] };
  const values: unknown[] = [actor.id];
  const ways = [
    `EXISTS (SELECT 1 FROM interview_crew m WHERE m.interview_id = i.id AND m.account_id = $${next})`,
  ];
  const parameter = (value: unknown): string => `$${next + values.push(value) - 1}`;
  if (has(actor, OFFICE_ROLES)) ways.push(`i.office = ${parameter(actor.unit)}`);
  if (has(actor, UNIT_ROLES)) ways.push(`i.unit_code = ANY (${parameter(actor.unitsBelow)}::text[])`);
  return { sql: `(${ways.join(' OR ')})`, values };
}

@Injectable()
export class InterviewAccess {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async standing(actor: Actor, id: string): Promise<InterviewStanding> {
    const visible = visibleInterviews(actor, 3);
    const { rows } = await this.pool.query<{ unit: string; office: string; crew: CrewRole[] }>(
      `SELECT i.unit_code AS unit, i.office, ARRAY(SELECT m.role FROM interview_crew m
         WHERE m.interview_id = i.id AND m.account_id = $2 ORDER BY m.role) AS crew
       FROM interview i WHERE i.id = $1 AND ${visible.sql}`,
      [id, actor.id, ...visible.values],
    );
    const [row] = rows;
    if (!row) throw new DubanError('NOT_FOUND', 'no such interview');
    return {
      id,
      ...row,
      isOffice: row.office === actor.unit && has(actor, OFFICE_ROLES),
      isUnit: row.unit === actor.unit && has(actor, UNIT_ROLES),
    };
  }

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async asOffice(actor: Actor, id: string): Promise<InterviewStanding> {
    const standing = await this.standing(actor, id);
    if (!standing.isOffice) throw new DubanError('FORBIDDEN', 'for the office that holds the interview');
    return standing;
  }

  /** @throws {DubanError} NOT_FOUND, FORBIDDEN */
  async asUnit(actor: Actor, id: string): Promise<InterviewStanding> {
    const standing = await this.standing(actor, id);
    if (!standing.isUnit) throw new DubanError('FORBIDDEN', 'for the unit that answers');
    return standing;
  }
}
