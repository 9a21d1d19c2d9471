import type { EntityManager } from 'typeorm';
import type { Finding } from '../inspection/crawl/findings.js';
import type { CampaignRow } from './campaign-row.js';
import { insertFindings, toRows, type FindingRow, type ItemIds, type Unseen } from './finding-rows.js';

interface LeftOpen extends Finding {
  readonly id: string;
}

/**
 * What an earlier campaign has left open with units of this one (RULES.md 5.5, A4). Found again it is held against its
 * unit without another review, a person having seen it then; no longer found, it has been put right between the two. An
 * inspection that has not seen everything, or not the page of it, leaves it open.
 *
 * @param seen what this campaign's inspection has found
 */
export async function carryFindings(
  tx: EntityManager,
  campaign: Pick<CampaignRow, 'id' | 'carriesOver' | 'departments'>,
  inspection: {
    readonly seen: readonly FindingRow[];
    readonly sawAll: boolean;
    readonly items: ItemIds;
    readonly unseen: Unseen;
  },
): Promise<void> {
  const { id, carriesOver, departments } = campaign;
  if (carriesOver === null) return;
  const left: LeftOpen[] = await tx.query(LEFT_OPEN, [carriesOver, departments]);
  const { seen, sawAll, items, unseen } = inspection;
  const known = new Set(seen.map((row) => row.id));
  const carried = left.flatMap((finding) =>
    toRows(id, [finding], items).map((row) => ({ row, from: finding.id })),
  );
  const gone = carried.filter(({ row }) => !known.has(row.id)).map(({ row }) => row);
  await insertFindings(tx, { campaign: id, round: 1, state: 'open' }, gone);
  const pairs = [carried.map(({ row }) => row.id), carried.map(({ from }) => from)];
  await tx.query(MARK, [id, ...pairs]);
  const isSeen = ({ item, finding }: FindingRow): boolean =>
    !(item !== null && unseen.items.includes(item)) && !unseen.pages.includes(finding.address);
  if (sawAll) await tx.query(PUT_RIGHT, [id, gone.filter(isSeen).map((row) => row.id), new Date()]);
}

const LEFT_OPEN = `
  SELECT id, kind AS type, 'certain' AS certainty, item_name AS item, unit_code AS department, '' AS code, element,
    address, to_char(found_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, seen, excerpt, screenshot, link
  FROM campaign_finding WHERE campaign_id = $1 AND state = 'open' AND unit_code = ANY($2) ORDER BY id`;

const MARK = `
  UPDATE campaign_finding f SET carried_from = c.before, state = 'open', certainty = 'certain'
  FROM unnest($2::uuid[], $3::uuid[]) AS c(id, before) WHERE f.campaign_id = $1 AND f.id = c.id`;

const PUT_RIGHT = `
  UPDATE campaign_finding SET state = 'rectified', rectified_at = $3, seen_again = false
  WHERE campaign_id = $1 AND id = ANY($2)`;
