import type { DataSource, EntityManager } from 'typeorm';
import { linkVerdict, type LinkTry } from '../site-inspection/checks/link-tries.js';
import { readCampaign } from './campaign-row.js';
import { withHeartbeat, type InspectDeps } from './inspect-campaign.js';

export interface PerUnit {
  readonly findings: number;
  readonly units: { readonly unit: string; readonly findings: number }[];
}

interface SuspectedLink {
  readonly id: string;
  readonly kind: string;
  readonly link: { readonly address: string; readonly tries: readonly LinkTry[] };
}

/**
 * What is held against a unit from now on: what is certain, links that have failed on another day as well, and what a
 * person has confirmed (state `open` already). Everything else stays as it was found, and is held against nobody.
 */
export async function handDown(deps: InspectDeps, { process: id }: { process: string }): Promise<PerUnit> {
  await retryLinks(deps, id);
  return deps.dataSource.transaction(async (tx) => {
    await tx.query(OPEN_CERTAIN, [id]);
    return openPerUnit(tx, id);
  });
}

/** Findings that stand, for every department of the campaign. */
export async function openPerUnit(db: DataSource | EntityManager, campaign: string): Promise<PerUnit> {
  const units: PerUnit['units'] = await db.query(PER_UNIT, [campaign]);
  return { findings: units.reduce((sum, { findings }) => sum + findings, 0), units };
}

/** A link that failed is tried once more: by now it is another day, unless the review was quick. */
async function retryLinks({ dataSource, openInspector }: InspectDeps, id: string): Promise<void> {
  const suspected: SuspectedLink[] = await dataSource.query(SUSPECTED, [id]);
  if (suspected.length === 0) return;
  const { site } = await readCampaign(dataSource, id);
  const inspector = openInspector(site);
  try {
    await withHeartbeat(dataSource, id, async (_, signal) => {
      for (const { id: finding, kind, link } of suspected) {
        const file = kind === 'FORM_BROKEN';
        const { ok, at } = await inspector.pages.tryLink(link.address, file ? 'file' : 'system', signal);
        const tries = [...link.tries, { at, ok }];
        const verdict = linkVerdict(tries);
        await dataSource.query(JUDGE, [
          finding,
          JSON.stringify({ ...link, tries }),
          verdict === 'broken' ? 'certain' : 'suspected',
          verdict === 'ok' ? 'dismissed' : 'found',
        ]);
      }
    });
  } finally {
    await inspector.close();
  }
}

const SUSPECTED = `
  SELECT id, kind, link FROM campaign_finding
  WHERE campaign_id = $1 AND state = 'found' AND certainty = 'suspected' AND link IS NOT NULL ORDER BY id`;

const JUDGE = `UPDATE campaign_finding SET link = $2, certainty = $3, state = $4 WHERE id = $1`;

const OPEN_CERTAIN = `
  UPDATE campaign_finding SET state = 'open'
  WHERE campaign_id = $1 AND state = 'found' AND certainty = 'certain' AND unit_code IS NOT NULL`;

const PER_UNIT = `
  SELECT d.unit, count(f.id)::int AS findings
  FROM campaign c CROSS JOIN LATERAL unnest(c.departments) WITH ORDINALITY AS d(unit, place)
  LEFT JOIN campaign_finding f ON f.campaign_id = c.id AND f.unit_code = d.unit AND f.state = 'open'
  WHERE c.id = $1 GROUP BY d.unit, d.place ORDER BY d.place`;
