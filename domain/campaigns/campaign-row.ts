import type { DataSource, EntityManager } from 'typeorm';
import type { InspectionSettings } from '../../infra/database/entities/campaigns.js';
import { DubanError } from '../../workflows/engine/errors.js';
import type { CampaignDates } from '../../workflows/campaigns/behaviour.js';

/** A campaign as it was set up. Its catalogue is the version with the same id, once it is compiled. */
export interface CampaignRow {
  readonly id: string;
  readonly title: string;
  readonly plan: string;
  readonly centre: string;
  readonly government: string;
  readonly departments: readonly string[];
  readonly dates: CampaignDates;
  readonly site: InspectionSettings;
  readonly fallbackVersion: string | null;
  readonly fallbackSource: string;
  /** The earlier campaign whose open findings it takes over. */
  readonly carriesOver: string | null;
}

/** @throws {DubanError} NOT_FOUND */
export async function readCampaign(db: DataSource | EntityManager, id: string): Promise<CampaignRow> {
  const [row]: CampaignRow[] = await db.query(
    `SELECT id, title, plan, centre, government, departments, dates, site, fallback_version AS "fallbackVersion",
       fallback_source AS "fallbackSource", carries_over AS "carriesOver"
     FROM campaign WHERE id = $1`,
    [id],
  );
  if (!row) throw new DubanError('NOT_FOUND', `no campaign '${id}'`);
  return row;
}

/** Scope of the versions that hold one department's lists, and of the campaign's own catalogue. */
export const listScope = (campaign: string, unit: string): string => `campaign/${campaign}/${unit}`;
/** Of the lists that stand in for units that do not report. */
export const FALLBACK_SCOPE = 'fallback';
export const catalogueScope = (campaign: string): string => `campaign/${campaign}`;
