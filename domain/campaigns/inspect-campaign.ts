import { ApplicationFailure, Context } from '@temporalio/activity';
import type { DataSource } from 'typeorm';
import type { InspectionSettings } from '../../infra/database/entities/campaigns.js';
import { transaction } from '../../infra/database/transaction.js';
import { itemsOf } from './catalogue/catalogue-versions.js';
import type { CatalogueItemRecord } from '../catalogue/item-list.js';
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
import { readCampaign, type CampaignRow } from './campaign-row.js';
import { carryFindings } from './carried-findings.js';
import { insertFindings, ItemIds, toRows, unseenOf, type FindingRow } from './finding-rows.js';
import { PageJournal } from './page-journal.js';

export interface SiteInspector {
  readonly pages: PageInspector;
  readonly robots: Pick<Robots, 'allows'>;
  readonly close: () => Promise<void>;
}
/** One for each use: campaigns differ in what they may connect to, and how fast. */
export type OpenInspector = (site: InspectionSettings) => SiteInspector;

export interface InspectDeps {
  readonly dataSource: DataSource;
  readonly openInspector: OpenInspector;
}

/** The engine takes a worker for dead that is silent for five times as long. */
const HEARTBEAT_MS = 3_000;
/** A site that does not answer is given so much time before it is asked again. */
const ASK_AGAIN_MS = 10 * 60_000;
const MINUTE_MS = 60_000;

/**
 * Compares the whole site with the frozen catalogue (RULES.md 5.5, A2.1 and A3.1). Goes on from its journal when its
 * worker died, and later, within the campaign's time for an inspection, when the site does not answer. Round 1 keeps
 * everything as found, for a person to look at; round 2 says of each finding whether it is still there, and adds what
 * is new.
 */
export async function inspectCampaign(
  deps: InspectDeps,
  { process: id }: { process: string },
  round: 1 | 2,
): Promise<{ pages: number; findings: number }> {
  const { dataSource } = deps;
  const campaign = await readCampaign(dataSource, id);
  const items = await itemsOf(dataSource, id);
  const catalogue = items.map(toCatalogueItem);
  const journal = new PageJournal(dataSource, `${id}/${round}`);
  const tries = await triesOf(dataSource, campaign);
  const msLeft = campaign.site.maxMinutes * MINUTE_MS - msSinceScheduled();
  const report = await withHeartbeat(showFor(dataSource, id), (onProgress, signal) =>
    crawl(deps, campaign, {
      catalogue,
      journal,
      onProgress,
      signal,
      maxMinutes: Math.max(msLeft / MINUTE_MS, 0),
      earlierTries: (address) => tries.get(address) ?? [],
    }),
  );
  if (report.unanswered && msLeft > ASK_AGAIN_MS) {
    await journal.forgetFailures();
    throw ApplicationFailure.create({
      type: 'SITE_UNANSWERED',
      message: 'the site does not answer',
      nextRetryDelay: ASK_AGAIN_MS,
    });
  }
  const ids = new ItemIds(items);
  const rows = toRows(id, report.findings, ids);
  const unseen = unseenOf(rows, report.unread);
  await transaction(dataSource, async (tx) => {
    if (round === 1) {
      await insertFindings(tx, { campaign: id, round, state: 'found' }, rows);
      const sawAll = report.incomplete === null;
      await carryFindings(tx, campaign, { seen: rows, sawAll, items: ids, unseen });
      await tx.query(KEEP_CHECKS, [id, JSON.stringify(await checksOf(journal, catalogue, items))]);
    } else {
      const seen = rows.map((row) => row.id);
      await tx.query(STILL_THERE, [id, seen]);
      // A crawl that was cut short has not seen that something is gone.
      if (report.incomplete === null)
        await tx.query(GONE, [id, seen, new Date(), unseen.items, unseen.pages]);
      const certain = rows.filter(({ unit, finding }) => unit !== null && finding.certainty === 'certain');
      await tx.query(NOW_CERTAIN, [id, certain.map((row) => row.id)]);
      const isLink = ({ finding }: FindingRow): boolean => finding.link !== null;
      await insertFindings(tx, { campaign: id, round, state: 'found' }, certain.filter(isLink));
      await insertFindings(
        tx,
        { campaign: id, round, state: 'open' },
        certain.filter((row) => !isLink(row)),
      );
    }
    await tx.query('UPDATE campaign SET progress = NULL WHERE id = $1', [id]);
  });
  return { pages: report.pages, findings: rows.length };
}

/** Since this inspection was asked for: earlier attempts count. */
const msSinceScheduled = (): number => Date.now() - Context.current().info.scheduledTimestampMs;

/** Tries of links that have failed before, in the campaign that this one carries on too, by address. */
async function triesOf(
  dataSource: DataSource,
  { id, carriesOver }: CampaignRow,
): Promise<Map<string, readonly LinkTry[]>> {
  const rows: { link: { address: string; tries: readonly LinkTry[] } }[] = await dataSource.query(
    `SELECT link FROM campaign_finding WHERE campaign_id = ANY($1) AND link IS NOT NULL
       AND state IN ('found', 'open') ORDER BY found_at`,
    [[id, carriesOver]],
  );
  return new Map(rows.map(({ link }) => [link.address, link.tries]));
}

/** The site of a campaign, or some pages of it, against some items. */
export async function crawl(
  { openInspector }: InspectDeps,
  { site }: CampaignRow,
  options: Omit<SiteOptions, 'site' | 'alsoHosts' | 'maxPages' | 'pages' | 'robots'>,
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

/** Shows readers of a campaign how far it is. */
const showFor =
  (dataSource: DataSource, campaign: string) =>
  (progress: SiteProgress): void => {
    const values = [campaign, JSON.stringify(progress)];
    // Shown only: what is lost comes with the next.
    dataSource.query('UPDATE campaign SET progress = $2 WHERE id = $1', values).catch(() => undefined);
  };

/** Tells Temporal that the work goes on, and `show` how far it is. */
export async function withHeartbeat<T>(
  show: ((progress: SiteProgress) => void) | null,
  work: (onProgress: (progress: SiteProgress) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  let progress: SiteProgress | null = null;
  const tell = (): void => {
    context.heartbeat(progress);
    if (progress !== null) show?.(progress);
  };
  const beat = setInterval(tell, HEARTBEAT_MS);
  tell();
  try {
    return await work((now) => (progress = now), context.cancellationSignal);
  } finally {
    clearInterval(beat);
  }
}

/** How many attachments and systems were tried on the page of each item: what rates of them are parts of. */
async function checksOf(
  journal: PageJournal,
  catalogue: readonly CatalogueItem[],
  items: readonly CatalogueItemRecord[],
): Promise<{ item_id: string; attachments: number; systems: number }[]> {
  const index = new CatalogueIndex(catalogue);
  const checks = new Map<string, { item_id: string; attachments: number; systems: number }>();
  for await (const { guide } of journal.load()) {
    if (!guide) continue;
    for (const place of guide.items.flatMap(({ name }) => index.exact(name))) {
      const { id } = items[place]!;
      checks.set(id, { item_id: id, ...triedOn(guide) });
    }
  }
  return [...checks.values()];
}

function triedOn({ attachments, apply, query }: NonNullable<PageRecord['guide']>): {
  attachments: number;
  systems: number;
} {
  return {
    attachments: attachments.filter(({ verdict }) => verdict !== 'missing').length,
    systems: [apply, query].filter(({ verdict }) => verdict !== 'absent').length,
  };
}

const KEEP_CHECKS = `
  INSERT INTO campaign_item (campaign_id, item_id, attachments, systems)
  SELECT $1, c.* FROM jsonb_to_recordset($2::jsonb) AS c(item_id uuid, attachments int, systems int)
  ON CONFLICT (campaign_id, item_id) DO UPDATE SET attachments = excluded.attachments, systems = excluded.systems`;

/** What was taken for put right and is there again counts as not rectified. */
const STILL_THERE = `
  UPDATE campaign_finding SET seen_again = true, state = 'open', rectified_at = NULL,
    bounces = bounces + CASE WHEN state = 'rectified' THEN 1 ELSE 0 END
  WHERE campaign_id = $1 AND id = ANY($2) AND state IN ('open', 'rectified')`;

/**
 * What was left to a person who said nothing, and is certain by now. A link that is called broken only now is held against
 * nobody: its unit can say nothing any more. The next campaign knows its tries, and asks.
 */
const NOW_CERTAIN = `
  UPDATE campaign_finding SET certainty = 'certain', state = CASE WHEN link IS NULL THEN 'open' ELSE 'found' END,
    seen_again = true
  WHERE campaign_id = $1 AND id = ANY($2) AND state = 'found'`;

const GONE = `
  UPDATE campaign_finding SET seen_again = false, state = 'rectified', rectified_at = $3
  WHERE campaign_id = $1 AND NOT id = ANY($2) AND state = 'open' AND round = 1
    AND (kind = 'ITEM_MISSING' OR coalesce(item_id <> ALL($4), true)) AND address <> ALL($5)`;
