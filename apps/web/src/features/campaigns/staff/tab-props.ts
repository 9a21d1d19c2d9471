import type { Campaign, Department } from '../campaigns-api.js';
import type { CampaignSearch } from '../model/campaign-search.js';

/** What every part of the board is given. */
export interface TabProps {
  readonly campaign: Campaign;
  /** Those that the account sees. */
  readonly departments: readonly Department[];
  readonly search: CampaignSearch;
  /** Changes the address. */
  readonly onSearch: (next: Partial<CampaignSearch>) => void;
  readonly now: Date;
}
