import { In, type Repository } from 'typeorm';
import { CampaignFinding } from '../../infra/database/entities/campaigns.js';
import { execute, queryRows, type Database } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import type { LinkTry } from '../inspection/checks/link-tries.js';
import type { Finding } from '../inspection/crawl/findings.js';
import type { FindingRow, UnseenPlaces } from './finding-rows.js';

/** How many attachments and systems were tried on the page of an item. */
export interface ItemChecks {
  readonly item: string;
  readonly attachments: number;
  readonly systems: number;
}

export interface TriedLink {
  readonly address: string;
  readonly tries: readonly LinkTry[];
}

/** A finding whose link failed, but not often enough to be certain. */
export interface SuspectedLink {
  readonly id: string;
  readonly kind: string;
  /** The page that the link is on. */
  readonly address: string;
  readonly link: TriedLink;
}

/** What inspections and retries of links write. */
export class InspectionResultsRepository {
  private readonly findings: Repository<CampaignFinding>;

  constructor(private readonly db: Database) {
    this.findings = db.getRepository(CampaignFinding);
  }

  /** Adds new findings; known ones stay as they are. */
  async add(
    about: { readonly campaign: string; readonly round: 1 | 2; readonly state: 'found' | 'open' },
    rows: readonly FindingRow[],
  ): Promise<void> {
    const values = rows.map(({ id, unit, item, finding }) => ({
      id,
      unit_code: unit,
      item_id: item,
      item_name: finding.item,
      kind: finding.type,
      element: finding.element,
      certainty: finding.certainty,
      address: finding.address,
      seen: finding.seen,
      excerpt: finding.excerpt,
      screenshot: finding.screenshot,
      source: finding.source ?? null,
      link: finding.link,
      found_at: finding.at,
    }));
    await execute(
      this.db,
      sql`INSERT INTO campaign_finding (campaign_id, round, state, id, unit_code, item_id, item_name, kind, element,
          certainty, address, seen, excerpt, screenshot, source, link, found_at)
        SELECT ${about.campaign}, ${about.round}, ${about.state}, f.*
        FROM jsonb_to_recordset(${JSON.stringify(values)}::jsonb) AS f (id uuid, unit_code text, item_id uuid,
          item_name text, kind text, element text, certainty text, address text, seen text, excerpt text,
          screenshot text, source text, link jsonb, found_at timestamptz)
        ON CONFLICT (id) DO NOTHING`,
    );
  }

  /** Replaces what was tried on the pages of items. */
  async setChecks(campaign: string, checks: readonly ItemChecks[]): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO campaign_item (campaign_id, item_id, attachments, systems)
        SELECT ${campaign}, c.item, c.attachments, c.systems
        FROM jsonb_to_recordset(${JSON.stringify(checks)}::jsonb) AS c (item uuid, attachments int, systems int)
        ON CONFLICT (campaign_id, item_id)
          DO UPDATE SET attachments = excluded.attachments, systems = excluded.systems`,
    );
  }

  /** Open findings that an earlier campaign has left with these units, by id. */
  leftOpen(campaign: string, units: readonly string[]): Promise<(Finding & { readonly id: string })[]> {
    return queryRows(
      this.db,
      sql`SELECT id, kind AS type, 'certain' AS certainty, item_name AS item, unit_code AS department, '' AS code,
          element, address, to_char(found_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, seen, excerpt,
          screenshot, link
        FROM campaign_finding WHERE campaign_id = ${campaign} AND state = 'open' AND unit_code = ANY (${units})
        ORDER BY id`,
    );
  }

  /** Opens findings as carried over from those of an earlier campaign. */
  async markCarried(
    campaign: string,
    carried: readonly { readonly id: string; readonly from: string }[],
  ): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE campaign_finding f SET carried_from = c.before, state = 'open', certainty = 'certain'
        FROM unnest(${carried.map(({ id }) => id)}::uuid[], ${carried.map(({ from }) => from)}::uuid[])
          AS c (id, before)
        WHERE f.campaign_id = ${campaign} AND f.id = c.id`,
    );
  }

  async markRectified(campaignId: string, ids: readonly string[], at: Date): Promise<void> {
    await this.findings.update(
      { campaignId, id: In(ids) },
      { state: 'rectified', rectifiedAt: at, seenAgain: false },
    );
  }

  /** Records that the full recheck has seen findings again. Rectified ones count as not rectified after all. */
  async markStillThere(campaign: string, seen: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE campaign_finding SET seen_again = true, state = 'open', rectified_at = NULL,
          bounces = bounces + CASE WHEN state = 'rectified' THEN 1 ELSE 0 END
        WHERE campaign_id = ${campaign} AND id = ANY (${seen}) AND state IN ('open', 'rectified')`,
    );
  }

  /** Records that the full recheck has not seen open findings again, but for places that it could not look at. */
  async markGone(campaign: string, seen: readonly string[], unseen: UnseenPlaces, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE campaign_finding SET seen_again = false, state = 'rectified', rectified_at = ${at}
        WHERE campaign_id = ${campaign} AND NOT id = ANY (${seen}) AND state = 'open' AND round = 1
          AND (kind = 'ITEM_MISSING' OR coalesce(item_id <> ALL (${unseen.items}), true))
          AND address <> ALL (${unseen.pages})`,
    );
  }

  /**
   * Opens findings that nobody has reviewed and that the full recheck is certain of. A link that is called broken only now
   * is not held against its unit, which can no longer contest it: the next campaign knows its tries, and asks.
   */
  async openSeenAgain(campaign: string, certain: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE campaign_finding SET certainty = 'certain', seen_again = true,
          state = CASE WHEN link IS NULL THEN 'open' ELSE 'found' END
        WHERE campaign_id = ${campaign} AND id = ANY (${certain}) AND state = 'found'`,
    );
  }

  /** Links that have failed in these campaigns, oldest finding first. */
  async failedLinks(campaigns: readonly string[]): Promise<TriedLink[]> {
    const rows = await queryRows<{ link: TriedLink }>(
      this.db,
      sql`SELECT link FROM campaign_finding
        WHERE campaign_id = ANY (${campaigns}) AND link IS NOT NULL AND state IN ('found', 'open') ORDER BY found_at`,
    );
    return rows.map(({ link }) => link);
  }

  /** Suspected links that nobody has reviewed yet, by id. */
  suspectedLinks(campaign: string): Promise<SuspectedLink[]> {
    return queryRows(
      this.db,
      sql`SELECT id, kind, address, link FROM campaign_finding
        WHERE campaign_id = ${campaign} AND state = 'found' AND certainty = 'suspected' AND link IS NOT NULL
        ORDER BY id`,
    );
  }

  /** Claims suspected links for one hour, but for those that another worker has claimed. By id. */
  claimLinks(ids: readonly string[]): Promise<SuspectedLink[]> {
    return queryRows(
      this.db,
      sql`WITH due AS (
          SELECT id FROM campaign_finding
          WHERE id = ANY (${ids}) AND state = 'found' AND certainty = 'suspected'
            AND (link_claimed_at IS NULL OR link_claimed_at < now() - interval '1 hour')
          ORDER BY id FOR UPDATE SKIP LOCKED
        ), claimed AS (
          UPDATE campaign_finding f SET link_claimed_at = now() FROM due WHERE f.id = due.id
          RETURNING f.id, f.kind, f.address, f.link
        )
        SELECT id, kind, address, link FROM claimed ORDER BY id`,
    );
  }

  /** Records tries of a link and releases its claim; a finding that was decided meanwhile stays as it is. */
  async recordTries(
    id: string,
    link: TriedLink,
    verdict: Pick<CampaignFinding, 'certainty' | 'state'>,
  ): Promise<void> {
    await this.findings.update({ id, state: 'found' }, { link, linkClaimedAt: null, ...verdict });
  }
}
