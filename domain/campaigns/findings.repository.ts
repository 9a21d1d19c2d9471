import { In, IsNull, Not, type Repository } from 'typeorm';
import { CampaignFinding } from '../../infra/database/entities/campaigns.js';
import { ascending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { execute, queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { sql, type Condition } from '../../infra/database/sql.js';
import type { FindingLine } from './documents/facts.js';
import type { TriedLink } from './inspection-results.repository.js';

/** A finding as it is shown. */
export interface ShownFinding extends Pick<
  CampaignFinding,
  | 'id'
  | 'kind'
  | 'element'
  | 'certainty'
  | 'state'
  | 'address'
  | 'seen'
  | 'excerpt'
  | 'foundAt'
  | 'seenAgain'
  | 'bounces'
  | 'carriedFrom'
  | 'rectifiedAt'
> {
  readonly unit: string | null;
  /** Name of the item. */
  readonly item: string;
  /** Whether its unit was asked to confirm or contest it. */
  readonly asked: boolean;
  /** Whether the page that it was seen on is stored. */
  readonly hasPage: boolean;
  /** A form or system that failed. */
  readonly link: TriedLink | null;
  /** The latest one of its unit. */
  readonly objection: StoredObjection | null;
}

/** A unit's objection to a finding, and the ruling on it. Instants as PostgreSQL writes them in JSON. */
export interface StoredObjection {
  /** Null once it has been erased. */
  readonly reason: string | null;
  readonly attachmentIds: readonly string[];
  readonly at: string;
  readonly ruling: {
    /** Id of the task. */
    readonly task: string;
    /** While it is open. */
    readonly dueAt: string | null;
    /** Null: not ruled on yet. */
    readonly verdict: 'withdrawn' | 'upheld' | null;
    readonly reason: string | null;
    readonly at: string | null;
  } | null;
}

/** How many findings of one unit are in which state. */
export interface UnitFindings {
  readonly unit: string;
  readonly states: Readonly<Partial<Record<CampaignFinding['state'], number>>>;
}

/** A finding that a unit has declared rectified. */
export interface DeclaredFinding {
  readonly id: string;
  readonly kind: string;
  /** Id of the item; null for one that the catalogue lacks, and for the site. */
  readonly item: string | null;
  /** The page that it is on. */
  readonly address: string;
}

/** Open findings of a campaign. */
export interface OpenFindings {
  readonly findings: number;
  /** For every department, in the campaign's order. */
  readonly units: readonly { readonly unit: string; readonly findings: number }[];
}

/** The ruling on the objection of a task `o` against the finding `f`. */
const RULING = sql`(SELECT json_build_object('task', r.process_id || '.' || r.number,
    'dueAt', CASE WHEN r.state = 'open' THEN r.due_at END,
    'verdict', CASE WHEN r.state <> 'completed' THEN NULL
      WHEN r.outcome = 'withdraw' AND coalesce(rc.decision -> 'findings' @> to_jsonb(f.id::text), true) THEN 'withdrawn'
      ELSE 'upheld' END,
    'reason', rc.body ->> 'reason', 'at', r.closed_at)
  FROM task r LEFT JOIN content rc ON rc.command_id = r.command_id
  WHERE r.process_id = o.process_id AND r.number > o.number AND r.name IN ('ruleFindings', 'ruleNewFindings')
  ORDER BY r.number LIMIT 1)`;

/** The latest objection of its unit to the finding `f`: a `StoredObjection`, or null. */
const OBJECTION = sql`(SELECT json_build_object('reason', c.body ->> 'reason',
    'attachmentIds', coalesce(c.body -> 'attachmentIds', '[]'::jsonb), 'at', o.closed_at, 'ruling', ${RULING})
  FROM process d JOIN task o ON o.process_id = d.id AND o.state = 'completed' AND o.outcome = 'contest'
  JOIN content c ON c.command_id = o.command_id AND c.decision -> 'findings' @> to_jsonb(f.id::text)
  WHERE d.parent_id = f.campaign_id AND d.key = 'campaign-department' AND d.input ->> 'unit' = f.unit_code
  ORDER BY o.number DESC LIMIT 1)`;

const SHOWN = sql`SELECT f.id, f.unit_code AS unit, f.item_name AS item, f.kind, f.element, f.certainty, f.state, f.address,
    f.seen, f.excerpt, f.found_at AS "foundAt", f.seen_again AS "seenAgain", f.bounces,
    f.asked_at IS NOT NULL AS asked, f.source IS NOT NULL AS "hasPage", f.carried_from AS "carriedFrom",
    f.link, f.rectified_at AS "rectifiedAt", ${OBJECTION} AS objection
  FROM campaign_finding f`;

/** What the centre decides on a finding, and the states between which it moves it. */
const REVIEWS = {
  confirm: { from: 'found', to: 'open' },
  dismiss: { from: 'found', to: 'dismissed' },
  restore: { from: 'dismissed', to: 'found' },
} as const;
export type ReviewVerdict = keyof typeof REVIEWS;
export const REVIEW_VERDICTS = Object.keys(REVIEWS) as ReviewVerdict[];

/** Findings as people read and decide them. What inspections write: InspectionResultsRepository. */
export class FindingsRepository {
  private readonly findings: Repository<CampaignFinding>;

  constructor(private readonly db: Database) {
    this.findings = db.getRepository(CampaignFinding);
  }

  /** By id. @param where over the row `f`. @throws {DubanError} CURSOR_INVALID */
  page<V>(query: KeysetQuery, where: readonly Condition[], view: (row: ShownFinding) => V): Promise<Page<V>> {
    return keysetPage<ShownFinding, V>(this.db, query, {
      select: SHOWN,
      where,
      order: ascending(['f.id', 'id', 'uuid']),
      view,
    });
  }

  find(id: string): Promise<ShownFinding | undefined> {
    return queryRow(this.db, sql`${SHOWN} WHERE f.id = ${id}`);
  }

  /** Which of these findings are open and of this unit. */
  async openOf(campaignId: string, unitCode: string, ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.findings.find({
      select: { id: true },
      where: { campaignId, unitCode, id: In(ids), state: 'open' },
    });
    return new Set(rows.map(({ id }) => id));
  }

  /** Which of these findings their unit was asked about, by id. */
  async asked(ids: readonly string[]): Promise<string[]> {
    const rows = await this.findings.find({
      select: { id: true },
      where: { id: In(ids), askedAt: Not(IsNull()) },
      order: { id: 'ASC' },
    });
    return rows.map(({ id }) => id);
  }

  countOpen(campaignId: string, unitCode: string): Promise<number> {
    return this.findings.countBy({ campaignId, unitCode, state: 'open' });
  }

  /** Findings of every unit that has some, by state. */
  countByUnit(campaign: string): Promise<UnitFindings[]> {
    return queryRows(
      this.db,
      sql`SELECT s.unit, jsonb_object_agg(s.state, s.n) AS states FROM (
          SELECT unit_code AS unit, state, count(*) AS n FROM campaign_finding
          WHERE campaign_id = ${campaign} AND unit_code IS NOT NULL GROUP BY unit_code, state) s
        GROUP BY s.unit`,
    );
  }

  /** Open findings of every department of the campaign. */
  async countOpenByUnit(campaign: string): Promise<OpenFindings> {
    const units = await queryRows<OpenFindings['units'][number]>(
      this.db,
      sql`SELECT d.unit, count(f.id)::int AS findings
        FROM campaign c CROSS JOIN LATERAL unnest(c.departments) WITH ORDINALITY AS d (unit, place)
        LEFT JOIN campaign_finding f ON f.campaign_id = c.id AND f.unit_code = d.unit AND f.state = 'open'
        WHERE c.id = ${campaign} GROUP BY d.unit, d.place ORDER BY d.place`,
    );
    return { findings: units.reduce((sum, { findings }) => sum + findings, 0), units };
  }

  /** Open findings as lines of documents, in the campaign's order of departments. */
  openLines(campaign: string): Promise<FindingLine[]> {
    return queryRows(
      this.db,
      sql`SELECT u.name AS unit, f.item_name AS item, f.kind, f.element,
          CASE WHEN f.kind <> 'ITEM_MISSING' THEN f.address END AS url
        FROM campaign_finding f JOIN campaign c ON c.id = f.campaign_id JOIN unit u ON u.code = f.unit_code
        WHERE f.campaign_id = ${campaign} AND f.state = 'open'
        ORDER BY array_position(c.departments, f.unit_code), f.item_name, f.kind, f.element, f.id`,
    );
  }

  /** Whether the inspection could not read the site. */
  wasSiteDown(campaignId: string): Promise<boolean> {
    return this.findings.existsBy({ campaignId, kind: 'SITE_DOWN', state: Not('dismissed') });
  }

  /**
   * A person's decision on a finding before it is issued. Without a unit a finding can be dismissed, but not opened. What an
   * ended campaign has found stays as its bulletin says.
   *
   * @returns false when there is no such finding to review
   */
  async review(campaign: string, id: string, verdict: ReviewVerdict): Promise<boolean> {
    const { from, to } = REVIEWS[verdict];
    const reviewed = await execute(
      this.db,
      sql`UPDATE campaign_finding SET state = ${to}
        WHERE campaign_id = ${campaign} AND id = ${id} AND state = ${from} AND (${to} <> 'open' OR unit_code IS NOT NULL)
          AND EXISTS (SELECT 1 FROM process p WHERE p.id = campaign_id AND p.ended_at IS NULL)`,
    );
    return reviewed > 0;
  }

  /** Opens findings of units that are certain: they are held against their units from now on. */
  async openCertain(campaignId: string): Promise<void> {
    await this.findings.update(
      { campaignId, state: 'found', certainty: 'certain', unitCode: Not(IsNull()) },
      { state: 'open' },
    );
  }

  /** Records that units are asked about their open findings: from now on silence confirms them. */
  async ask(campaignId: string, at: Date): Promise<void> {
    await this.findings.update({ campaignId, state: 'open', askedAt: IsNull() }, { askedAt: at });
  }

  /**
   * Settles contested findings of a unit: those withdrawn no longer count, and none can be contested again.
   *
   * @param ruling ids; `withdrawn` null: all of the contested ones
   */
  async settle(
    campaign: string,
    unit: string,
    ruling: {
      readonly contested: readonly string[] | null;
      readonly withdrawn: readonly string[] | null;
      readonly at: Date;
    },
  ): Promise<void> {
    const { contested, withdrawn, at } = ruling;
    await execute(
      this.db,
      sql`UPDATE campaign_finding SET asked_at = coalesce(asked_at, ${at}::timestamptz),
          state = CASE WHEN ${withdrawn}::uuid[] IS NULL OR id = ANY (${withdrawn}::uuid[]) THEN 'withdrawn'
            ELSE 'open' END
        WHERE campaign_id = ${campaign} AND unit_code = ${unit} AND state = 'open'
          AND id = ANY (${contested}::uuid[] || coalesce(${withdrawn}::uuid[], '{}'))`,
    );
  }

  /** Open findings that a unit has declared rectified, by id. @param ids null: all of them */
  declared(campaign: string, unit: string, ids: readonly string[] | null): Promise<DeclaredFinding[]> {
    return queryRows(
      this.db,
      sql`SELECT id, kind, item_id AS item, address FROM campaign_finding
        WHERE campaign_id = ${campaign} AND unit_code = ${unit} AND state = 'open'
          AND (${ids}::uuid[] IS NULL OR id = ANY (${ids}::uuid[])) ORDER BY id`,
    );
  }

  /** Records which of the rechecked findings are still there. */
  async recordRecheck(rechecked: readonly string[], still: readonly string[]): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE campaign_finding SET seen_again = id = ANY (${still}::uuid[]) WHERE id = ANY (${rechecked}::uuid[])`,
    );
  }

  /**
   * Applies the centre's decision on a declaration: bounced findings stay open, the others are rectified. Idempotent:
   * a decided finding has no recheck any more.
   *
   * @param decision ids; `declared` null: all of the unit's; `bounced` null: all of the declared ones
   */
  async applyRecheck(
    campaign: string,
    unit: string,
    decision: {
      readonly declared: readonly string[] | null;
      readonly bounced: readonly string[] | null;
      readonly at: Date;
    },
  ): Promise<void> {
    const { declared, bounced, at } = decision;
    const isBounced = sql`${bounced}::uuid[] IS NULL OR id = ANY (${bounced}::uuid[])`;
    await execute(
      this.db,
      sql`UPDATE campaign_finding SET seen_again = NULL,
          state = CASE WHEN ${isBounced} THEN 'open' ELSE 'rectified' END,
          rectified_at = CASE WHEN ${isBounced} THEN NULL ELSE ${at}::timestamptz END,
          bounces = bounces + CASE WHEN ${isBounced} THEN 1 ELSE 0 END
        WHERE campaign_id = ${campaign} AND unit_code = ${unit} AND state = 'open' AND seen_again IS NOT NULL
          AND (${declared}::uuid[] IS NULL OR id = ANY (${declared}::uuid[]))`,
    );
  }
}
