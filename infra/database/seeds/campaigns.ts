import qdn2015 from './campaigns/QDN-2015.json' with { type: 'json' };

/** A plan for campaigns: its days as written, and the units that run it. */
export interface CampaignPresetFile {
  readonly key: string;
  readonly title: string;
  /** The document that orders it, with 《》. */
  readonly plan: string;
  /** The unit that runs it, and the one it reports to. */
  readonly centre: string;
  readonly government: string;
  /** Source of the items of units that do not report: a code of `catalogue_source`. */
  readonly fallbackSource: string;
  /** The first day, from which the others are counted when a campaign has another one. */
  readonly start: string;
  readonly dates: Readonly<Record<string, string>>;
}

/** Plans of the product. A campaign without a plan has days of its own. */
export const campaignPresets: readonly CampaignPresetFile[] = [qdn2015];
