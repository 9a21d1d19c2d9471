import type { DataSource } from 'typeorm';
import type { FallbackArgument, SettledList } from '../../workflows/campaigns/behaviour.js';
import { copyItems, freezeVersion, openDraft, unitsOf } from './catalogue/catalogue-versions.js';
import { catalogueScope, readCampaign } from './campaign-row.js';

/** What an item of a unit that has reported is marked with. */
export const REPORTED = 'REPORTED';
/** What an item of a list is marked with that no unit has reported, where no preset says otherwise. */
export const FALLBACK = 'FALLBACK_2011';

/**
 * The campaign's catalogue as a draft, with the source of every item: what units have reported; for those that say that
 * nothing has changed, and those that have said nothing, the fallback list (RULES.md 5.5, A1.2 and A1.3). Done again,
 * it comes to the same.
 *
 * @returns counts, and codes of the units `without` an item: nothing could be held against them
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
  const units = await unitsOf(dataSource, campaign);
  const listed = new Set(units.map(({ unit }) => unit));
  const fallback = lists.filter(({ list }) => list === 'FALLBACK').length;
  return {
    items: units.reduce((sum, { items }) => sum + items, 0),
    reported: lists.length - fallback,
    fallback,
    without: lists.flatMap(({ unit }) => (listed.has(unit) ? [] : [unit])),
  };
}

/** The list that the centre has brought stands in for units that have not reported, in place of an earlier one. */
export async function takeFallback(
  dataSource: DataSource,
  { process: campaign, argument: { list } }: { process: string; argument: FallbackArgument },
): Promise<void> {
  await dataSource.query('UPDATE campaign SET fallback_version = $2, fallback_source = $3 WHERE id = $1', [
    campaign,
    list,
    FALLBACK,
  ]);
}

export async function freezeCatalogue(dataSource: DataSource, campaign: string): Promise<void> {
  await freezeVersion(dataSource, campaign, Date.now());
}
