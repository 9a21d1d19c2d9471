import type { Repository } from 'typeorm';
import type { CampaignDates } from '../../workflows/campaigns/behaviour.js';
import { Campaign, type InspectionSettings } from '../../infra/database/entities/campaigns.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../infra/database/keyset-page.js';
import { queryRow, queryRows, type Database } from '../../infra/database/query.js';
import { and, sql, type Condition } from '../../infra/database/sql.js';
import { PROCESS_COLUMNS, type ProcessRow } from '../cases/processes/process-row.js';
import { cardsOfProcess, type MarkLevel } from '../cases/cards/card-marks.js';
import { formalName, fullName, reportedTo } from '../cases/units/formal-name.js';
import type { ListName } from './catalogue/catalogues.repository.js';

/** The title of a campaign, over the row `p` of its process. */
export const TITLE_OF_CAMPAIGN = sql`SELECT c.title FROM campaign c WHERE c.id = p.id`;
/** The same for the part of a department: which one, before the title that all of them share. */
export const TITLE_OF_PART = sql`SELECT coalesce((SELECT u.name FROM unit u WHERE u.code = p.facts ->> 'unit') || '：', '') || c.title
  FROM campaign c WHERE c.id = (p.facts ->> 'campaign')::uuid`;

/** A campaign as it was set up, with its days as corrected. Its catalogue is the version with the same id, once it is compiled. */
export interface CampaignRow extends Omit<Campaign, 'dates'> {
  readonly dates: CampaignDates;
}

/** A campaign with its process, and what the list is called that stands in for units that do not report. */
export interface CampaignWithProcess
  extends
    ProcessRow,
    Pick<
      CampaignRow,
      | 'title'
      | 'plan'
      | 'preset'
      | 'centre'
      | 'government'
      | 'departments'
      | 'dates'
      | 'progress'
      | 'fallbackVersion'
      | 'carriesOver'
      | 'createdAt'
    > {
  readonly fallback: ListName | null;
  readonly centreName: string;
  readonly governmentName: string;
  /** Address of its site. */
  readonly siteUrl: string;
  /** Whether an inspection could not read the site. */
  readonly siteDown: boolean;
}

/** The process of a department's part in a campaign. */
export interface DepartmentProcess extends ProcessRow {
  readonly unit: string;
  /** The gravest card in force against it that the reader sees. */
  readonly card: MarkLevel | null;
  /** The open task of its list. */
  readonly listTask: ListTask | null;
  /** What it has reported last; null: nothing yet. */
  readonly reported: ReportedList | null;
}

/** Tasks between which a department's list goes until it is accepted. */
export const LIST_TASKS = ['reportList', 'checkList', 'correctList'] as const;
export type ListTask = (typeof LIST_TASKS)[number];

/** A list as a department has reported it. */
export interface ReportedList {
  /** Null: no change to the list in force. */
  readonly list: string | null;
  /** As PostgreSQL writes an instant in JSON. */
  readonly at: string;
  /** The file that it was read from; null: none is kept. */
  readonly file: { readonly id: string; readonly name: string } | null;
}

/** A campaign whose bulletin is issued. */
export interface PublishedCampaign {
  readonly id: string;
  readonly title: string;
  /** Name of the unit that has issued the bulletin. */
  readonly issuer: string;
  /** Name of the unit that has inspected. */
  readonly inspector: string;
  readonly publishedAt: Date;
}

/** A unit as documents name it. */
export interface UnitNaming {
  readonly code: string;
  readonly name: string;
  /** In addresses. */
  readonly formal: string;
  /** In letterheads and signatures. */
  readonly full: string;
  /** The government that its reports go to. */
  readonly reportedTo: string;
}

/** A correction is published by the process: once it has applied the command, and in the same statement. */
const DATES = sql`coalesce(p.facts -> 'dates', c.dates)`;

const SELECT = sql`SELECT ${PROCESS_COLUMNS}, c.title, c.plan, c.preset, c.centre, c.government, c.departments, ${DATES} AS dates,
    c.progress, c.fallback_version AS "fallbackVersion", c.carries_over AS "carriesOver",
    (SELECT json_build_object('name', f.name, 'number', f.number, 'date', f.dated) FROM fallback_list f
      WHERE f.id = c.fallback_version) AS fallback, c.created_at AS "createdAt", c.site ->> 'url' AS "siteUrl",
    coalesce((SELECT name FROM unit WHERE code = c.centre), c.centre) AS "centreName",
    coalesce((SELECT name FROM unit WHERE code = c.government), c.government) AS "governmentName",
    EXISTS (SELECT 1 FROM campaign_finding d
      WHERE d.campaign_id = c.id AND d.kind = 'SITE_DOWN' AND d.state <> 'dismissed') AS "siteDown"
  FROM campaign c JOIN process p ON p.id = c.id`;

/** What a department has reported last, over the row `p` of its process: a `ReportedList`. */
const REPORTED = sql`(SELECT json_build_object('list', r.decision ->> 'list', 'at', t.closed_at, 'file',
    (SELECT json_build_object('id', a.id, 'name', a.name) FROM catalogue_version v
      JOIN attachment a ON a.process_id = p.id AND left(a.name, 200) = v.note
      WHERE v.id = (r.decision ->> 'list')::uuid ORDER BY a.at DESC LIMIT 1))
  FROM task t JOIN content r ON r.command_id = t.command_id
  WHERE t.process_id = p.id AND t.name IN ('reportList', 'correctList') AND t.state = 'completed'
  ORDER BY t.number DESC LIMIT 1)`;

/** The bulletin is made when the government issues it, and never before. */
const PUBLISHED = sql`SELECT c.id, c.title, g.name AS issuer, i.name AS inspector, d.made_at AS "publishedAt"
  FROM campaign c JOIN unit g ON g.code = c.government JOIN unit i ON i.code = c.centre
  JOIN LATERAL (SELECT min(made_at) AS made_at FROM document
    WHERE process_id = c.id AND kind = 'bulletin' HAVING count(*) > 0) d ON true`;

/** Campaigns as they were set up, with their processes. Conditions are over the rows `c` (campaign) and `p` (process). */
export class CampaignsRepository {
  private readonly campaigns: Repository<Campaign>;

  constructor(private readonly db: Database) {
    this.campaigns = db.getRepository(Campaign);
  }

  async find(id: string): Promise<CampaignRow | null> {
    const campaign = await this.campaigns.findOneBy({ id });
    const current = await queryRow<{ dates: CampaignDates }>(
      this.db,
      sql`SELECT ${DATES} AS dates FROM campaign c JOIN process p ON p.id = c.id WHERE c.id = ${id}`,
    );
    return campaign && ({ ...campaign, ...current } as CampaignRow);
  }

  async add(campaign: Omit<CampaignRow, 'progress'>): Promise<void> {
    await this.campaigns.insert({ ...campaign, dates: { ...campaign.dates } });
  }

  /** @param source marks the items of the list */
  async setFallback(id: string, version: string, source: string): Promise<void> {
    await this.campaigns.update({ id }, { fallbackVersion: version, fallbackSource: source });
  }

  /** @param progress of the inspection under way; null: none */
  async setProgress(id: string, progress: Campaign['progress']): Promise<void> {
    await this.campaigns.update({ id }, { progress });
  }

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(
    query: KeysetQuery,
    where: readonly Condition[],
    view: (row: CampaignWithProcess) => V,
  ): Promise<Page<V>> {
    return keysetPage<CampaignWithProcess, V>(this.db, query, {
      select: SELECT,
      where,
      order: descending(['c.created_at', 'createdAt', 'instant'], ['c.id', 'id', 'uuid']),
      view,
    });
  }

  findWithProcess(id: string, where: Condition): Promise<CampaignWithProcess | undefined> {
    return queryRow(this.db, sql`${SELECT} WHERE ${and(sql`c.id = ${id}`, where)}`);
  }

  async exists(id: string, where: Condition): Promise<boolean> {
    return (
      (await queryRow(this.db, sql`SELECT 1 FROM campaign c WHERE ${and(sql`c.id = ${id}`, where)}`)) !==
      undefined
    );
  }

  /** Processes of the departments that take part. @param cardUnits whose cards the reader sees; null: all */
  departmentProcesses(campaign: string, cardUnits: readonly string[] | null): Promise<DepartmentProcess[]> {
    return queryRows(
      this.db,
      sql`SELECT ${PROCESS_COLUMNS}, p.input ->> 'unit' AS unit, (${cardsOfProcess(cardUnits)})[1] AS card,
          (SELECT t.name FROM task t WHERE t.process_id = p.id AND t.state = 'open' AND t.name = ANY (${LIST_TASKS})
            LIMIT 1) AS "listTask",
          ${REPORTED} AS reported
        FROM process p
        WHERE p.parent_id = ${campaign} AND p.key = 'campaign-department'`,
    );
  }

  /** How many open tasks and running clocks, of the campaign and its departments, end on a day of the plan: by name. */
  async dated(campaign: string): Promise<ReadonlyMap<string, number>> {
    const rows = await queryRows<{ name: string; count: number }>(
      this.db,
      sql`WITH part AS (SELECT id FROM process WHERE id = ${campaign} OR parent_id = ${campaign})
        SELECT t.name, count(*)::int AS count FROM task t JOIN part ON part.id = t.process_id
        WHERE t.state = 'open' AND t.due_on IS NOT NULL GROUP BY t.name
        UNION ALL
        SELECT c.name, count(*)::int FROM clock c JOIN part ON part.id = c.process_id
        WHERE c.state <> 'stopped' AND c.task IS NULL AND c.due_on IS NOT NULL GROUP BY c.name`,
    );
    return new Map(rows.map(({ name, count }) => [name, count]));
  }

  /** The process of one department, and whether it has an open task to report its list. */
  reportingProcess(campaign: string, unit: string): Promise<{ id: string; canReport: boolean } | undefined> {
    return queryRow(
      this.db,
      sql`SELECT p.id, EXISTS (
          SELECT 1 FROM task t
          WHERE t.process_id = p.id AND t.state = 'open' AND t.name IN ('reportList', 'correctList')
        ) AS "canReport"
        FROM process p
        WHERE p.parent_id = ${campaign} AND p.key = 'campaign-department' AND p.input ->> 'unit' = ${unit}`,
    );
  }

  /** The lists that departments have reported last. */
  async reportedLists(campaign: string): Promise<string[]> {
    const rows = await queryRows<{ list: string }>(
      this.db,
      sql`SELECT r.reported ->> 'list' AS list FROM (SELECT ${REPORTED} AS reported FROM process p
          WHERE p.parent_id = ${campaign} AND p.key = 'campaign-department') r
        WHERE r.reported ->> 'list' IS NOT NULL`,
    );
    return rows.map(({ list }) => list);
  }

  /** Running campaigns with links that are suspected to be broken. */
  withSuspectedLinks(): Promise<{ id: string; site: InspectionSettings }[]> {
    return queryRows(
      this.db,
      sql`SELECT c.id, c.site FROM campaign c JOIN process p ON p.id = c.id
        WHERE p.state = 'running' AND EXISTS (
          SELECT 1 FROM campaign_finding f
          WHERE f.campaign_id = c.id AND f.state = 'found' AND f.certainty = 'suspected' AND f.link IS NOT NULL)`,
    );
  }

  /** Each campaign's whole state as one JSON value, in one statement for all readers. */
  progress(ids: readonly string[]): Promise<{ id: string; progress: object }[]> {
    return queryRows(this.db, progressStatement(ids));
  }

  /** Campaigns whose bulletin is issued, latest first. @throws {DubanError} CURSOR_INVALID */
  publishedPage<V>(query: KeysetQuery, view: (row: PublishedCampaign) => V): Promise<Page<V>> {
    return keysetPage<PublishedCampaign, V>(this.db, query, {
      select: PUBLISHED,
      order: descending(['d.made_at', 'publishedAt', 'instant'], ['c.id', 'id', 'uuid']),
      view,
    });
  }

  /** A campaign whose bulletin is issued. */
  published(id: string): Promise<PublishedCampaign | undefined> {
    return queryRow(this.db, sql`${PUBLISHED} WHERE c.id = ${id}`);
  }

  unitNamings(codes: readonly string[]): Promise<UnitNaming[]> {
    return queryRows(
      this.db,
      sql`SELECT u.code, u.name, ${formalName('u')} AS formal, ${fullName('u')} AS full,
          ${reportedTo('u', 'above')} AS "reportedTo"
        FROM unit u LEFT JOIN unit above ON above.code = u.parent_code WHERE u.code = ANY (${codes})`,
    );
  }
}

/** Exported for a test of its plan. */
export const progressStatement = (ids: readonly string[]) => sql`
  SELECT c.id, jsonb_build_object(
    'stage', p.stage, 'state', p.state, 'inspection', c.progress,
    'departments', (SELECT coalesce(jsonb_object_agg(coalesce(s.stage, 'starting'), s.n), '{}') FROM (
      SELECT d.stage, count(*) AS n FROM process d
      WHERE d.parent_id = c.id AND d.key = 'campaign-department' GROUP BY d.stage) s),
    'findings', (SELECT coalesce(jsonb_object_agg(f.state, f.n), '{}') FROM (
      SELECT state, count(*) AS n FROM campaign_finding WHERE campaign_id = c.id GROUP BY state) f)
  ) AS progress
  FROM campaign c JOIN process p ON p.id = c.id WHERE c.id = ANY (${ids})`;
