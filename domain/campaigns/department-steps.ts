import { Context } from '@temporalio/activity';
import type { DataSource } from 'typeorm';
import type {
  FindingsArgument,
  RecheckArgument,
  RulingArgument,
} from '../../workflows/campaigns/department/behaviour.js';
import { nameKeyOf } from '../text/names.js';
import { CataloguesRepository, type CatalogueItemRecord } from './catalogue/catalogues.repository.js';
import type { SiteOptions } from '../inspection/inspect-site.js';
import { FindingsRepository, type DeclaredFinding } from './findings.repository.js';
import { ItemIds, toRows } from './finding-rows.js';
import { crawl, toCatalogueItem, withHeartbeat, type InspectDeps } from './inspect-campaign.js';
import { InspectionPagesRepository } from './inspection-pages.repository.js';
import { PageJournal } from './page-journal.js';
import { readCampaign } from './read-campaign.js';

/** A2.2: settles contested findings of a unit. Those withdrawn no longer count; none is contested twice. */
export async function settleFindings(
  dataSource: DataSource,
  { campaign, unit, findings: contested, withdrawn }: RulingArgument,
): Promise<{ open: number }> {
  const findings = new FindingsRepository(dataSource);
  await findings.settle(campaign, unit, { contested, withdrawn, at: new Date() });
  return { open: await findings.countOpen(campaign, unit) };
}

/**
 * A2.5: rechecks the findings that a unit has declared rectified, and records of each whether it is still there; the
 * centre decides. A finding on a page is looked for on that page, a missing item on all pages that are not the guide of
 * another item. Continues from its journal after its worker died.
 */
export async function reinspect(
  deps: InspectDeps,
  { campaign: id, unit, findings: ids }: FindingsArgument,
): Promise<void> {
  const { dataSource } = deps;
  const campaign = await readCampaign(dataSource, id);
  const findings = new FindingsRepository(dataSource);
  const declared = await findings.declared(id, unit, ids);
  const concerned = new Set(declared.map(({ item }) => item));
  const all = await new CataloguesRepository(dataSource).items(id);
  const items = all.filter((item) => concerned.has(item.id));
  const names = new Map(items.map((item) => [item.id as string | null, nameKeyOf(item.name)]));
  const pages = declared.map(({ address }) => address);
  const onPages = declared.filter(({ kind }) => kind !== 'ITEM_MISSING');
  const pageOf = new Map(onPages.map(({ item, address }) => [item, address]));
  const onSite = declared.some(({ kind }) => kind === 'ITEM_MISSING');
  const passOver = onSite ? await pagesOfOthers(dataSource, id, { pages, items, all }) : undefined;
  const report = await withHeartbeat(null, (onProgress, signal) =>
    crawl(deps, campaign, {
      // Checked on the page where it was found, whatever that page calls it.
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
  // An item whose page is gone, or could not be read, is not rectified.
  const missing = new Set(
    report.findings.filter(({ type }) => type === 'ITEM_MISSING').map(({ item }) => nameKeyOf(item)),
  );
  const isStill = ({ id: finding, item }: DeclaredFinding): boolean =>
    report.unanswered || still.has(finding) || missing.has(names.get(item) ?? '');
  await findings.recordRecheck(
    declared.map((finding) => finding.id),
    declared.filter(isStill).map((finding) => finding.id),
  );
}

/** Passes over guides that the inspection has found, and pages that links call by the name of another item. */
async function pagesOfOthers(
  dataSource: DataSource,
  campaign: string,
  about: {
    readonly pages: readonly string[];
    readonly items: readonly CatalogueItemRecord[];
    readonly all: readonly CatalogueItemRecord[];
  },
): Promise<NonNullable<SiteOptions['passOver']>> {
  const guides = await new InspectionPagesRepository(dataSource).guideAddresses(`${campaign}/1`);
  const others = new Set(about.all.map(({ name }) => nameKeyOf(name)));
  for (const { name } of about.items) others.delete(nameKeyOf(name));
  const wanted = new Set(about.pages);
  return ({ address, text }) =>
    !wanted.has(address) && (guides.has(address) || (text !== '' && others.has(nameKeyOf(text))));
}

/** Applies the centre's decision on a declaration. Idempotent. */
export async function applyRecheck(
  dataSource: DataSource,
  { campaign, unit, findings: declared, bounced }: RecheckArgument,
): Promise<{ open: number }> {
  const findings = new FindingsRepository(dataSource);
  await findings.applyRecheck(campaign, unit, { declared, bounced, at: new Date() });
  return { open: await findings.countOpen(campaign, unit) };
}
