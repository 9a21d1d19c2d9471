import type { DataSource, EntityManager } from 'typeorm';
import { transaction } from '../../infra/database/transaction.js';
import { readCampaign } from './campaign-row.js';
import { withHeartbeat, type InspectDeps } from './inspect-campaign.js';
import { retryLinks, suspectedLinks, wouldSettle } from './link-retries.js';

export interface PerUnit {
  readonly findings: number;
  readonly units: { readonly unit: string; readonly findings: number }[];
}

/**
 * What is held against a unit from now on: what is certain, links that have failed on another day as well, and what a
 * person has confirmed (state `open` already). Everything else stays as it was found, and is held against nobody.
 */
export async function handDown(deps: InspectDeps, { process: id }: { process: string }): Promise<PerUnit> {
  const { dataSource } = deps;
  const { site } = await readCampaign(dataSource, id);
  // By now it is another day, unless the review was quick.
  const now = new Date();
  const links = (await suspectedLinks(dataSource, id)).filter((link) => wouldSettle(link, now));
  await withHeartbeat(null, (_, signal) => retryLinks(deps, { site, links }, signal));
  return transaction(dataSource, async (tx) => {
    await tx.query(OPEN_CERTAIN, [id]);
    await tx.query(ASK, [id, now]);
    return openPerUnit(tx, id);
  });
}

/**
 * Opens what has become certain since, such as links that failed on another day. Their units have not been asked about
 * them, and may contest them while they rectify.
 */
export function openCertain(dataSource: DataSource, id: string): Promise<PerUnit> {
  return transaction(dataSource, async (tx) => {
    await tx.query(OPEN_CERTAIN, [id]);
    return openPerUnit(tx, id);
  });
}

/** Findings that stand, for every department of the campaign. */
export async function openPerUnit(db: DataSource | EntityManager, campaign: string): Promise<PerUnit> {
  const units: PerUnit['units'] = await db.query(PER_UNIT, [campaign]);
  return { findings: units.reduce((sum, { findings }) => sum + findings, 0), units };
}

const OPEN_CERTAIN = `
  UPDATE campaign_finding SET state = 'open'
  WHERE campaign_id = $1 AND state = 'found' AND certainty = 'certain' AND unit_code IS NOT NULL`;

/** From here on silence confirms it. */
const ASK = `
  UPDATE campaign_finding SET asked_at = $2 WHERE campaign_id = $1 AND state = 'open' AND asked_at IS NULL`;

const PER_UNIT = `
  SELECT d.unit, count(f.id)::int AS findings
  FROM campaign c CROSS JOIN LATERAL unnest(c.departments) WITH ORDINALITY AS d(unit, place)
  LEFT JOIN campaign_finding f ON f.campaign_id = c.id AND f.unit_code = d.unit AND f.state = 'open'
  WHERE c.id = $1 GROUP BY d.unit, d.place ORDER BY d.place`;
