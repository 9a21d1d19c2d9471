import { ApplicationFailure, Context } from '@temporalio/activity';
import type { DataSource } from 'typeorm';
import type { InspectionSettings } from '../../infra/database/entities/campaigns.js';
import { transaction } from '../../infra/database/transaction.js';
import { CataloguesRepository, type CatalogueItemRecord } from './catalogue/catalogues.repository.js';
import { CatalogueIndex, type CatalogueItem } from '../inspection/crawl/catalogue-index.js';
import type { LinkTry } from '../inspection/checks/link-tries.js';
import type { PageRecord } from '../inspection/crawl/page-record.js';
import type { Robots } from '../inspection/http/robots.js';
import type { PageInspector } from '../inspection/visit/inspect-page.js';
import {
  inspectSite,
  type SiteOptions,
  type SiteProgress,
  type SiteReport,
} from '../inspection/inspect-site.js';
import { CampaignsRepository, type CampaignRow } from './campaigns.repository.js';
import { carryFindings } from './carried-findings.js';
import { ItemIds, toRows, unseenPlaces, type FindingRow } from './finding-rows.js';
import { InspectionResultsRepository, type ItemChecks } from './inspection-results.repository.js';
import { InspectionSourcesRepository } from './inspection-sources.repository.js';
import { PageJournal } from './page-journal.js';
import { readCampaign } from './read-campaign.js';

export interface SiteInspector {
  readonly pages: PageInspector;
  readonly robots: Pick<Robots, 'allows'>;
  readonly close: () => Promise<void>;
}
/** Opens one inspector per use, because campaigns differ in allowed networks and rate. */
export type OpenInspector = (site: InspectionSettings) => SiteInspector;

export interface InspectDeps {
  readonly dataSource: DataSource;
  readonly openInspector: OpenInspector;
}

/** Temporal fails the attempt after five missed heartbeats. */
const HEARTBEAT_MS = 3_000;
/** Delay before an unresponsive site is retried. */
const SITE_RETRY_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/**
 * Compares the whole site with the frozen catalogue (steps A2.1 and A3.1). Continues from its journal after its
 * worker died, and retries an unresponsive site within the campaign's time for an inspection. Round 1 stores everything
 * as found, for a person to review; round 2 records of each finding whether it is still there, and adds new ones.
 */
export async function inspectCampaign(
  deps: InspectDeps,
  { process: id }: { process: string },
  round: 1 | 2,
): Promise<{ pages: number; findings: number }> {
  const { dataSource } = deps;
  const campaign = await readCampaign(dataSource, id);
  const items = await new CataloguesRepository(dataSource).items(id);
  const catalogue = items.map(toCatalogueItem);
  const journal = new PageJournal(dataSource, `${id}/${round}`);
  const tries = await earlierTries(dataSource, campaign);
  const msLeft = campaign.site.maxMinutes * MINUTE_MS - msSinceScheduled();
  const report = await withHeartbeat(storeProgress(dataSource, id), (onProgress, signal) =>
    crawl(deps, campaign, {
      catalogue,
      journal,
      onProgress,
      signal,
      maxMinutes: Math.max(msLeft / MINUTE_MS, 0),
      earlierTries: (address) => tries.get(address) ?? [],
    }),
  );
  if (report.unanswered && msLeft > SITE_RETRY_MS) {
    await journal.forgetFailures();
    throw ApplicationFailure.create({
      type: 'SITE_UNANSWERED',
      message: 'the site does not answer',
      nextRetryDelay: SITE_RETRY_MS,
    });
  }
  const ids = new ItemIds(items);
  const rows = toRows(id, report.findings, ids);
  const unseen = unseenPlaces(rows, report.unread);
  const sawAll = report.incomplete === null;
  await transaction(dataSource, async (tx) => {
    const results = new InspectionResultsRepository(tx);
    if (round === 1) {
      await results.add({ campaign: id, round, state: 'found' }, rows);
      await carryFindings(tx, campaign, { seen: rows, sawAll, items: ids, unseen });
      await results.setChecks(id, await checksOf(journal, catalogue, items));
    } else {
      const seen = rows.map((row) => row.id);
      await results.markStillThere(id, seen);
      // A crawl that was cut short cannot tell that something is gone.
      if (sawAll) await results.markGone(id, seen, unseen, new Date());
      const certain = rows.filter(({ unit, finding }) => unit !== null && finding.certainty === 'certain');
      await results.openSeenAgain(
        id,
        certain.map((row) => row.id),
      );
      const isLink = ({ finding }: FindingRow): boolean => finding.link !== null;
      await results.add({ campaign: id, round, state: 'found' }, certain.filter(isLink));
      await results.add(
        { campaign: id, round, state: 'open' },
        certain.filter((row) => !isLink(row)),
      );
    }
    await new CampaignsRepository(tx).setProgress(id, null);
  });
  return { pages: report.pages, findings: rows.length };
}

/** Since this inspection was scheduled: earlier attempts count. */
const msSinceScheduled = (): number => Date.now() - Context.current().info.scheduledTimestampMs;

/** Tries of links that have failed before, in this campaign and the one that it continues, by address. */
async function earlierTries(
  dataSource: DataSource,
  { id, carriesOver }: CampaignRow,
): Promise<Map<string, readonly LinkTry[]>> {
  const campaigns = carriesOver === null ? [id] : [id, carriesOver];
  const links = await new InspectionResultsRepository(dataSource).failedLinks(campaigns);
  return new Map(links.map(({ address, tries }) => [address, tries]));
}

/** Compares the site of a campaign, or some pages of it, with some items. */
export async function crawl(
  { dataSource, openInspector }: InspectDeps,
  { site }: CampaignRow,
  options: Omit<SiteOptions, 'site' | 'alsoHosts' | 'maxPages' | 'pages' | 'robots' | 'keepSource'>,
): Promise<SiteReport> {
  const inspector = openInspector(site);
  try {
    return await inspectSite({
      maxMinutes: site.maxMinutes,
      ...options,
      site: site.url,
      alsoHosts: site.alsoHosts,
      maxPages: site.maxPages,
      pages: inspector.pages,
      robots: inspector.robots,
      keepSource: (source) => new InspectionSourcesRepository(dataSource).add(source),
    });
  } finally {
    await inspector.close();
  }
}

/** The unit's code stands for its name: findings come back with it. */
export const toCatalogueItem = ({
  unit,
  name,
  code,
  category,
  guideUrl,
}: CatalogueItemRecord): CatalogueItem => ({
  department: unit,
  name,
  category,
  ...(code !== null && { code }),
  ...(guideUrl !== null && { guideAddress: guideUrl }),
});

/** Stores the progress of a campaign's inspection for its readers. */
const storeProgress =
  (dataSource: DataSource, campaign: string) =>
  (progress: SiteProgress): void => {
    // For display only: the next one makes up for a failed write.
    new CampaignsRepository(dataSource).setProgress(campaign, { ...progress }).catch(() => undefined);
  };

/** Heartbeats to Temporal while `work` runs, and hands its progress to `store`. */
export async function withHeartbeat<T>(
  store: ((progress: SiteProgress) => void) | null,
  work: (onProgress: (progress: SiteProgress) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  let progress: SiteProgress | null = null;
  const beat = (): void => {
    context.heartbeat(progress);
    if (progress !== null) store?.(progress);
  };
  const timer = setInterval(beat, HEARTBEAT_MS);
  beat();
  try {
    return await work((now) => (progress = now), context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}

/** How many attachments and systems were tried on the page of each item: the wholes of their rates. */
async function checksOf(
  journal: PageJournal,
  catalogue: readonly CatalogueItem[],
  items: readonly CatalogueItemRecord[],
): Promise<ItemChecks[]> {
  const index = new CatalogueIndex(catalogue);
  const checks = new Map<string, ItemChecks>();
  for await (const { guide } of journal.load()) {
    if (!guide) continue;
    for (const place of guide.items.flatMap(({ name }) => index.exact(name))) {
      const { id } = items[place]!;
      checks.set(id, { item: id, ...triedOn(guide) });
    }
  }
  return [...checks.values()];
}

function triedOn({ attachments, apply, query }: NonNullable<PageRecord['guide']>): Omit<ItemChecks, 'item'> {
  return {
    attachments: attachments.filter(({ verdict }) => verdict !== 'missing').length,
    systems: [apply, query].filter(({ verdict }) => verdict !== 'absent').length,
  };
}
