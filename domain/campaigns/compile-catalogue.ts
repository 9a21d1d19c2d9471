import type { DataSource } from 'typeorm';
import type { FallbackArgument, SettledList } from '../../workflows/campaigns/behaviour.js';
import { CampaignsRepository } from './campaigns.repository.js';
import { catalogueScope } from './catalogue/catalogue-scopes.js';
import { copyItems, freezeVersion, openDraft } from './catalogue/catalogue-versions.js';
import { CataloguesRepository } from './catalogue/catalogues.repository.js';
import { readCampaign } from './read-campaign.js';

/** Source of the items of units that have reported. */
export const REPORTED = 'REPORTED';
/** Source of the items of a list that no unit has reported, unless a preset names another. */
export const FALLBACK = 'FALLBACK_2011';

/**
 * Compiles the campaign's catalogue as a draft, with the source of every item: the lists that units have reported, and
 * the fallback list for units without changes and those that did not report (steps A1.2 and A1.3). Idempotent.
 *
 * @returns counts, and the codes of units `without` an item, against which nothing could be found
 */
export async function compileCatalogue(
  dataSource: DataSource,
  { process: campaign, argument: lists }: { process: string; argument: readonly SettledList[] },
): Promise<{ items: number; reported: number; fallback: number; without: readonly string[] }> {
  const { title, fallbackVersion, fallbackSource } = await readCampaign(dataSource, campaign);
  await openDraft(dataSource, {
    id: campaign,
    scope: catalogueScope(campaign),
    note: title,
    at: Date.now(),
    empty: true,
  });
  for (const { unit, reported } of lists)
    if (reported !== null)
      await copyItems(dataSource, { from: reported, to: campaign, units: [unit], source: null });
  if (fallbackVersion !== null) {
    const unchanged = lists.filter(({ list, reported }) => list === 'REPORTED' && reported === null);
    const silent = lists.filter(({ list }) => list === 'FALLBACK');
    for (const { of, source } of [
      { of: unchanged, source: REPORTED },
      { of: silent, source: fallbackSource },
    ])
      if (of.length > 0)
        await copyItems(dataSource, {
          from: fallbackVersion,
          to: campaign,
          units: of.map(({ unit }) => unit),
          source,
        });
  }
  const units = await new CataloguesRepository(dataSource).units(campaign);
  const listed = new Set(units.map(({ unit }) => unit));
  const fallback = lists.filter(({ list }) => list === 'FALLBACK').length;
  return {
    items: units.reduce((sum, { items }) => sum + items, 0),
    reported: lists.length - fallback,
    fallback,
    without: lists.flatMap(({ unit }) => (listed.has(unit) ? [] : [unit])),
  };
}

/** Makes the list that the centre supplied the fallback list, in place of an earlier one. */
export async function replaceFallback(
  dataSource: DataSource,
  { process: campaign, argument: { list } }: { process: string; argument: FallbackArgument },
): Promise<void> {
  await new CampaignsRepository(dataSource).setFallback(campaign, list, FALLBACK);
}

/** Freezes the catalogue of a campaign for good. Idempotent. */
export async function freezeCatalogue(dataSource: DataSource, campaign: string): Promise<void> {
  await freezeVersion(dataSource, campaign, Date.now());
}
