import type { Database } from '../../infra/database/query.js';
import { DubanError } from '../../workflows/engine/errors.js';
import { detail } from '../messages/index.js';
import { CampaignsRepository, type CampaignRow } from './campaigns.repository.js';

/** @throws {DubanError} NOT_FOUND */
export async function readCampaign(db: Database, id: string): Promise<CampaignRow> {
  const campaign = await new CampaignsRepository(db).find(id);
  if (!campaign) throw new DubanError('NOT_FOUND', detail('campaigns.noCampaign'));
  return campaign;
}
