import { TITLE_OF_CAMPAIGN, TITLE_OF_PART } from '../../../domain/campaigns/campaigns.repository.js';
import { defineBusiness, type ProcessRules } from '../cases/registration/business.js';
import { campaignChecks, wholeCampaignChecks } from './campaign-checks.js';
import { CampaignsModule } from './campaigns.module.js';

/** The centre sees the campaigns that it runs, with the part of every department. */
const ofCentre: ProcessRules = {
  senders: { order: ['supervisor'] },
  duty: 'campaign',
  readers: ['service-centre'],
  seenBy: { 'service-centre': { unitIn: 'centre' } },
};

/** Campaigns that check service items, and the part of each department. */
export const campaigns = defineBusiness({
  name: 'campaigns',
  module: CampaignsModule,
  processes: {
    'service-item-campaign': {
      ...ofCentre,
      checks: wholeCampaignChecks,
      matter: TITLE_OF_CAMPAIGN,
      searched: true,
    },
    'campaign-department': {
      ...ofCentre,
      checks: campaignChecks,
      refusals: ['DUTY_OVERLAPS'],
      matter: TITLE_OF_PART,
    },
  },
});
