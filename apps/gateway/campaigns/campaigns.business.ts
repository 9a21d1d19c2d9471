import { sql } from '../../../infra/database/sql.js';
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
      matter: sql`SELECT c.title FROM campaign c WHERE c.id = p.id`,
      searched: true,
    },
    'campaign-department': {
      ...ofCentre,
      checks: campaignChecks,
      refusals: ['DUTY_OVERLAPS'],
      matter: sql`SELECT c.title FROM campaign c WHERE c.id = (p.facts ->> 'campaign')::uuid`,
    },
  },
});
