import { Context } from '@temporalio/activity';
import type { DataSource } from 'typeorm';
import type {
  FindingsArgument,
  RecheckArgument,
  RulingArgument,
} from '../../workflows/campaigns/department/behaviour.js';
import { itemsOf } from './catalogue/catalogue-versions.js';
import { nameKeyOf } from '../text/names.js';
import type { CatalogueItemRecord } from '../catalogue/item-list.js';
import type { SiteOptions } from '../inspection/inspect-site.js';
import { readCampaign } from './campaign-row.js';
import { ItemIds, toRows } from './finding-rows.js';
import { crawl, toCatalogueItem, withHeartbeat, type InspectDeps } from './inspect-campaign.js';
import { PageJournal } from './page-journal.js';

interface Declared {
  readonly id: string;
  readonly kind: string;
  readonly item: string | null;
  readonly address: string;
}

/** A2.2: contested findings of a unit that are withdrawn count for nothing from now on; none is contested twice. */
export async function settleFindings(
  dataSource: DataSource,
  { campaign, unit, findings, withdrawn }: RulingArgument,
): Promise<{ open: number }> {
  await dataSource.query(SETTLE, [campaign, unit, findings, withdrawn, new Date()]);
  return countOpen(dataSource, campaign, unit);
}

/**
 * A2.5: looks again at what a unit has declared put right, and notes for each finding whether it is still there; the
 * centre decides. A finding on a page is looked for on that page; a missing item on all pages that are no other item's
 * guide already. Goes on from its journal when its worker died.
 */
export async function reinspect(
  deps: InspectDeps,
  { campaign: id, unit, findings }: FindingsArgument,
): Promise<void> {
  const { dataSource } = deps;
  const campaign = await readCampaign(dataSource, id);
  const declared: Declared[] = await dataSource.query(DECLARED, [id, unit, findings]);
  const concerned = new Set(declared.map(({ item }) => item));
  const all = await itemsOf(dataSource, id);
  const items = all.filter((item) => concerned.has(item.id));
  const names = new Map(items.map((item) => [item.id as string | null, nameKeyOf(item.name)]));
  const pages = declared.map(({ address }) => address);
  const onPages = declared.filter(({ kind }) => kind !== 'ITEM_MISSING');
  const pageOf = new Map(onPages.map(({ item, address }) => [item, address]));
  const onSite = declared.some(({ kind }) => kind === 'ITEM_MISSING');
  const passOver = onSite ? await othersPages(dataSource, id, { pages, items, all }) : undefined;
  const report = await withHeartbeat(null, (onProgress, signal) =>
    crawl(deps, campaign, {
      // Where it was found it is looked for again, whatever the page calls it.
      catalogue: items.map((item) => ({
        ...toCatalogueItem(item),
        ...(pageOf.has(item.id) && { guideAddress: pageOf.get(item.id)! }),
      })),
      // The same for every attempt at this declaration.
      journal: new PageJournal(dataSource, `${id}/${unit}/${Context.current().info.activityId}`),
      onProgress,
      signal,
      ...(passOver ? { passOver, alsoPages: pages } : { only: pages }),
    }),
  );
  const still = new Set(toRows(id, report.findings, new ItemIds(items)).map((row) => row.id));
  // An item whose page is gone, or that could not be looked for, has not been put right.
  const missing = new Set(
    report.findings.filter(({ type }) => type === 'ITEM_MISSING').map(({ item }) => nameKeyOf(item)),
  );
  const isStill = ({ id: finding, item }: Declared): boolean =>
    report.unanswered || still.has(finding) || missing.has(names.get(item) ?? '');
  await dataSource.query(NOTE_SEEN, [
    declared.map((finding) => finding.id),
    declared.filter(isStill).map((finding) => finding.id),
  ]);
}

/** Pages that the inspection has found to be guides, and those that links call by the name of another item. */
async function othersPages(
  dataSource: DataSource,
  campaign: string,
  about: {
    readonly pages: readonly string[];
    readonly items: readonly CatalogueItemRecord[];
    readonly all: readonly CatalogueItemRecord[];
  },
): Promise<NonNullable<SiteOptions['passOver']>> {
  const rows: { address: string }[] = await dataSource.query(GUIDES, [`${campaign}/1`]);
  const guides = new Set(rows.map(({ address }) => address));
  const others = new Set(about.all.map(({ name }) => nameKeyOf(name)));
  for (const { name } of about.items) others.delete(nameKeyOf(name));
  const wanted = new Set(about.pages);
  return ({ address, text }) =>
    !wanted.has(address) && (guides.has(address) || (text !== '' && others.has(nameKeyOf(text))));
}

/** What the centre has decided on a declaration. */
export async function applyRecheck(
  dataSource: DataSource,
  { campaign, unit, findings, bounced }: RecheckArgument,
): Promise<{ open: number }> {
  await dataSource.query(APPLY, [campaign, unit, findings, bounced, new Date()]);
  return countOpen(dataSource, campaign, unit);
}

async function countOpen(dataSource: DataSource, campaign: string, unit: string): Promise<{ open: number }> {
  const [row]: { open: number }[] = await dataSource.query(
    `SELECT count(*)::int AS open FROM campaign_finding WHERE campaign_id = $1 AND unit_code = $2 AND state = 'open'`,
    [campaign, unit],
  );
  return row!;
}

const SETTLE = `
  UPDATE campaign_finding SET asked_at = coalesce(asked_at, $5::timestamptz),
    state = CASE WHEN $4::uuid[] IS NULL OR id = ANY($4) THEN 'withdrawn' ELSE 'open' END
  WHERE campaign_id = $1 AND unit_code = $2 AND id = ANY($3::uuid[] || coalesce($4::uuid[], '{}')) AND state = 'open'`;

const DECLARED = `
  SELECT id, kind, item_id AS item, address FROM campaign_finding
  WHERE campaign_id = $1 AND unit_code = $2 AND ($3::uuid[] IS NULL OR id = ANY($3)) AND state = 'open' ORDER BY id`;

const GUIDES = `
  SELECT unnest(ARRAY[requested, record ->> 'address']) AS address FROM inspection_page
  WHERE inspection = $1 AND record ->> 'guide' IS NOT NULL`;

const NOTE_SEEN = `UPDATE campaign_finding SET seen_again = id = ANY($2::uuid[]) WHERE id = ANY($1::uuid[])`;

/** A step that is repeated finds nothing more to do: what it looks for has been looked at again and not been judged. */
const APPLY = `
  UPDATE campaign_finding SET seen_again = NULL,
    state = CASE WHEN $4::uuid[] IS NULL OR id = ANY($4) THEN 'open' ELSE 'rectified' END,
    rectified_at = CASE WHEN $4::uuid[] IS NULL OR id = ANY($4) THEN NULL ELSE $5::timestamptz END,
    bounces = bounces + CASE WHEN $4::uuid[] IS NULL OR id = ANY($4) THEN 1 ELSE 0 END
  WHERE campaign_id = $1 AND unit_code = $2 AND ($3::uuid[] IS NULL OR id = ANY($3)) AND state = 'open'
    AND seen_again IS NOT NULL`;
