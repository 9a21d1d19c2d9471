import { campaignPresets } from '../../infra/database/seeds/campaigns.js';
import type { CampaignDates } from '../../workflows/campaigns/behaviour.js';
import { dateIssues, mapDates } from './campaign-dates.js';

export interface CampaignPreset {
  readonly key: string;
  readonly title: string;
  /** The document that orders it, with 《》. */
  readonly plan: string;
  readonly centre: string;
  readonly government: string;
  readonly fallbackSource: string;
  /** `YYYY-MM-DD`: the plan's first day, T. */
  readonly start: string;
  readonly dates: CampaignDates;
}

/** Plans that ship with a release, by key. @throws {Error} when one of them is invalid */
export function presets(): ReadonlyMap<string, CampaignPreset> {
  return new Map(
    campaignPresets.map((preset) => {
      const dates = mapDates((name) => preset.dates[name] ?? '');
      const [issue] = dateIssues(dates);
      if (issue) throw new Error(`campaign preset ${preset.key}: ${issue.date}: ${issue.text.code}`);
      return [preset.key, { ...preset, dates }];
    }),
  );
}
