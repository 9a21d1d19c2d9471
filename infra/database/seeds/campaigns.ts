import qdn2015 from './campaigns/QDN-2015.json' with { type: 'json' };

/** A plan for campaigns: its days as they were written, and who runs it. */
export interface CampaignPresetFile {
  readonly key: string;
  readonly title: string;
  /** The document that orders it, with 《》. */
  readonly plan: string;
  /** The unit that runs it, and the one it reports to. */
  readonly centre: string;
  readonly government: string;
  /** Where items of a unit come from that has not reported: a code of `catalogue_source`. */
  readonly fallbackSource: string;
  /** The first day, from which the others are counted when the plan is run at another time. */
  readonly start: string;
  readonly dates: Readonly<Record<string, string>>;
}

/** Plans that ship with the product. Another campaign needs none: its days may be given one by one. */
export const campaignPresets: readonly CampaignPresetFile[] = [qdn2015];
