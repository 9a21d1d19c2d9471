import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { POOL } from '../platform/tokens.js';
import type { Condition } from '../cases/visibility/visibility.js';

/** What an account may see of a campaign: everything, or what concerns these units. */
export type Scope = readonly string[] | null;

/**
 * Which campaigns an account may see, as a condition over the row `c`: the supervisor all, the centre those that it
 * runs, departments those that they are part of. Whatever is left out does not exist for the caller (404).
 *
 * @param next number of the first free parameter
 */
export function visibleCampaigns(actor: Actor, next: number): Condition {
  if (actor.roles.includes('supervisor')) return { sql: 'true', values: [] };
  if (actor.roles.includes('service-centre')) return { sql: `c.centre = $${next}`, values: [actor.unit] };
  if (actor.roles.some((role) => role === 'agency-clerk' || role === 'agency-signer'))
    return { sql: `c.departments && $${next}::text[]`, values: [actor.unitsBelow] };
  return { sql: 'false', values: [] };
}

/** Units whose part of a visible campaign an account sees; null: all. */
export const scopeOf = (actor: Actor): Scope =>
  actor.roles.includes('supervisor') || actor.roles.includes('service-centre') ? null : actor.unitsBelow;

@Injectable()
export class CampaignAccess {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async assertVisible(actor: Actor, id: string): Promise<void> {
    const visible = visibleCampaigns(actor, 2);
    const { rowCount } = await this.pool.query(
      `SELECT 1 FROM campaign c WHERE c.id = $1 AND ${visible.sql}`,
      [id, ...visible.values],
    );
    if (rowCount === 0) throw new DubanError('NOT_FOUND', 'no such campaign');
  }
}
