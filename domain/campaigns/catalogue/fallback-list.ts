import type { DataSource, EntityManager } from 'typeorm';
import type { CivilDay } from '../../time/civil-time.js';
import type { CampaignRow } from '../campaign-row.js';

/** The list that stands in for units that do not report, as documents name it. */
export interface FallbackList {
  /** Without 《》. */
  readonly name: string;
  /** Of the document, or of the meeting that passed it. */
  readonly number: string | null;
  /** When it was passed, Asia/Shanghai. */
  readonly date: CivilDay;
}

/** Null while a campaign has none. Of one that is carried on, it is the catalogue of the campaign before. */
export async function fallbackOf(
  db: DataSource | EntityManager,
  { fallbackVersion }: Pick<CampaignRow, 'fallbackVersion'>,
): Promise<FallbackList | null> {
  const [list]: FallbackList[] = await db.query(
    `SELECT name, number, dated::text AS date FROM fallback_list WHERE id = $1
     UNION ALL
     SELECT c.title || '事项目录', NULL, (v.frozen_at AT TIME ZONE 'Asia/Shanghai')::date::text
     FROM campaign c JOIN catalogue_version v ON v.id = c.id WHERE c.id = $1 AND v.frozen_at IS NOT NULL`,
    [fallbackVersion],
  );
  return list ?? null;
}
