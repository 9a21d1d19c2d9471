import { Injectable } from '@nestjs/common';
import { CampaignsRepository } from '../../../domain/campaigns/campaigns.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Actor } from '../platform/identity/actor.js';
import { visibleCampaigns } from './visible-campaigns.js';

/** Checks whether an account may see a campaign. */
@Injectable()
export class CampaignAccessService {
  constructor(private readonly campaigns: CampaignsRepository) {}

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async assertVisible(actor: Actor, id: string): Promise<void> {
    if (!(await this.campaigns.exists(id, visibleCampaigns(actor))))
      throw new DubanError('NOT_FOUND', detail('campaigns.noCampaign'));
  }
}
