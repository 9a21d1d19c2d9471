import type { EntityManager } from 'typeorm';
import type { CampaignRow } from './campaigns.repository.js';
import { toRows, type FindingRow, type ItemIds, type UnseenPlaces } from './finding-rows.js';
import { InspectionResultsRepository } from './inspection-results.repository.js';

/**
 * Carries over the open findings of an earlier campaign with units of this one (step A4). A finding that is found
 * again is held against its unit without another review, because a person confirmed it then; one that is no longer found
 * was rectified between the two. An inspection that was cut short, or could not read the page, leaves it open.
 *
 * @param inspection `seen`: findings of this campaign's inspection; `sawAll`: it was not cut short
 */
export async function carryFindings(
  tx: EntityManager,
  campaign: Pick<CampaignRow, 'id' | 'carriesOver' | 'departments'>,
  inspection: {
    readonly seen: readonly FindingRow[];
    readonly sawAll: boolean;
    readonly items: ItemIds;
    readonly unseen: UnseenPlaces;
  },
): Promise<void> {
  const { id, carriesOver, departments } = campaign;
  if (carriesOver === null) return;
  const { seen, sawAll, items, unseen } = inspection;
  const results = new InspectionResultsRepository(tx);
  const left = await results.leftOpen(carriesOver, departments);
  const known = new Set(seen.map((row) => row.id));
  const carried = left.flatMap((finding) =>
    toRows(id, [finding], items).map((row) => ({ row, from: finding.id })),
  );
  const gone = carried.filter(({ row }) => !known.has(row.id)).map(({ row }) => row);
  await results.add({ campaign: id, round: 1, state: 'open' }, gone);
  await results.markCarried(
    id,
    carried.map(({ row, from }) => ({ id: row.id, from })),
  );
  const isSeen = ({ item, finding }: FindingRow): boolean =>
    !(item !== null && unseen.items.includes(item)) && !unseen.pages.includes(finding.address);
  if (sawAll)
    await results.markRectified(
      id,
      gone.filter(isSeen).map((row) => row.id),
      new Date(),
    );
}
