import { Injectable } from '@nestjs/common';
import { CampaignsRepository } from '../../../domain/campaigns/campaigns.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { sql, type Sql } from '../../../infra/database/sql.js';
import { DubanError } from '../../../workflows/engine/errors.js';
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
  if (actor.roles.includes('service-centre')) return sql`c.centre = ${actor.unit}`;
  if (hasRole(actor, OWN_PART)) return sql`c.departments && ${actor.unitsBelow}::text[]`;
  return sql`false`;
}

/** Units whose part of a visible campaign an account sees; null: all. */
export const visibleUnits = (actor: Actor): readonly string[] | null =>
  hasRole(actor, WHOLE) ? null : actor.unitsBelow;

@Injectable()
export class CampaignAccessService {
  constructor(private readonly campaigns: CampaignsRepository) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async assertVisible(actor: Actor, id: string): Promise<void> {
    if (!(await this.campaigns.exists(id, visibleCampaigns(actor))))
      throw new DubanError('NOT_FOUND', detail('campaigns.noCampaign'));
  }
}
