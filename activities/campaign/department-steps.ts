import type { DataSource } from 'typeorm';
import type {
  FindingsArgument,
  RecheckArgument,
  RulingArgument,
} from '../../workflows/campaign-department/behaviour.js';
import { itemsOf } from '../catalogue/catalogue-versions.js';
import { readCampaign } from './campaign-row.js';
import { ItemIds, toRows } from './finding-rows.js';
import { crawl, toCatalogueItem, withHeartbeat, type InspectDeps } from './inspect-campaign.js';

interface Declared {
  readonly id: string;
  readonly kind: string;
  readonly item: string | null;
  readonly address: string;
}

/** A2.2: contested findings of a unit that are withdrawn count for nothing from now on. */
export async function settleFindings(
  dataSource: DataSource,
  { campaign, unit, findings, withdrawn }: RulingArgument,
): Promise<{ open: number }> {
  await dataSource.query(WITHDRAW, [campaign, unit, withdrawn ?? findings]);
  return countOpen(dataSource, campaign, unit);
}

/**
 * A2.5: looks again at what a unit has declared put right, and notes for each finding whether it is still there; the
 * centre decides. A missing item is looked for on the whole site, anything else on the page where it was.
 */
export async function reinspect(
  deps: InspectDeps,
  { campaign: id, unit, findings }: FindingsArgument,
): Promise<void> {
  const { dataSource } = deps;
  const campaign = await readCampaign(dataSource, id);
  const declared: Declared[] = await dataSource.query(DECLARED, [id, unit, findings]);
  const items = (await itemsOf(dataSource, id, unit)).filter((item) =>
    declared.some((finding) => finding.item === item.id),
  );
  const ids = new ItemIds(items);
  const still = await withHeartbeat(dataSource, id, async (onProgress, signal) => {
    const seen = new Set<string>();
    const look = async (about: readonly Declared[], page?: string): Promise<void> => {
      const wanted = new Set(about.map(({ item }) => item));
      const catalogue = items.filter((item) => wanted.has(item.id)).map(toCatalogueItem);
      if (catalogue.length === 0) return;
      // Of one page nothing else is asked, so no other guide is a place to begin.
      const only = page !== undefined && {
        from: page,
        maxPages: 1,
        catalogue: catalogue.map(({ guideAddress: _, ...item }) => item),
      };
      const report = await crawl(deps, campaign, { catalogue, onProgress, signal, ...only });
      for (const row of toRows(id, report.findings, ids)) seen.add(row.id);
    };
    await look(declared.filter(({ kind }) => kind === 'ITEM_MISSING'));
    const onPages = declared.filter(({ kind }) => kind !== 'ITEM_MISSING');
    for (const page of new Set(onPages.map(({ address }) => address)))
      await look(
        onPages.filter(({ address }) => address === page),
        page,
      );
    return seen;
  });
  await dataSource.query(NOTE_SEEN, [
    declared.map((finding) => finding.id),
    declared.filter((finding) => still.has(finding.id)).map((finding) => finding.id),
  ]);
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

const WITHDRAW = `
  UPDATE campaign_finding SET state = 'withdrawn'
  WHERE campaign_id = $1 AND unit_code = $2 AND id = ANY($3) AND state = 'open'`;

const DECLARED = `
  SELECT id, kind, item_id AS item, address FROM campaign_finding
  WHERE campaign_id = $1 AND unit_code = $2 AND ($3::uuid[] IS NULL OR id = ANY($3)) AND state = 'open' ORDER BY id`;

const NOTE_SEEN = `UPDATE campaign_finding SET seen_again = id = ANY($2::uuid[]) WHERE id = ANY($1::uuid[])`;

/** A step that is repeated finds nothing more to do: what it looks for has been looked at again and not been judged. */
const APPLY = `
  UPDATE campaign_finding SET seen_again = NULL,
    state = CASE WHEN $4::uuid[] IS NULL OR id = ANY($4) THEN 'open' ELSE 'rectified' END,
    rectified_at = CASE WHEN $4::uuid[] IS NULL OR id = ANY($4) THEN NULL ELSE $5::timestamptz END,
    bounces = bounces + CASE WHEN $4::uuid[] IS NULL OR id = ANY($4) THEN 1 ELSE 0 END
  WHERE campaign_id = $1 AND unit_code = $2 AND ($3::uuid[] IS NULL OR id = ANY($3)) AND state = 'open'
    AND seen_again IS NOT NULL`;
