import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { businessDate } from '../../../domain/time/business-clock.js';
import { dateWarnings, DATE_NAMES, DATE_TITLES } from '../../../domain/campaigns/campaign-dates.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { assertUnits } from '../../../domain/cases/units/assert-units.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import type { Config } from '../../../infra/config/config.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { CampaignDates } from '../../../workflows/campaigns/behaviour.js';
import { serviceItemCampaign } from '../../../workflows/campaigns/definition.js';
import type { Actor } from '../platform/identity/actor.js';
import { Conditions } from '../platform/paging/conditions.js';
import { cursorPart, decodeCursor, encodeCursor } from '../platform/paging/cursor.js';
import { page } from '../platform/paging/page.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { CONFIG, POOL } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { PROCESS_COLUMNS, toProcessView, type ProcessRow } from '../cases/processes/process-view.js';
import { visibleCampaigns } from './campaign-access.js';
import type {
  CampaignPage,
  CampaignsQuery,
  CampaignView,
  FallbackView,
  NewCampaignBody,
} from './campaigns.dto.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { daysByField, planOf } from './new-campaign.js';

interface Row extends ProcessRow {
  readonly campaign_title: string;
  readonly preset: string | null;
  readonly centre: string;
  readonly government: string;
  readonly departments: readonly string[];
  readonly dates: CampaignDates;
  readonly progress: object | null;
  readonly fallback_version: string | null;
  readonly fallback: FallbackView | null;
  readonly carries_over: string | null;
  readonly created_at: Date;
}

const SELECT = `
  SELECT ${PROCESS_COLUMNS}, c.title AS campaign_title, c.preset, c.centre, c.government, c.departments, c.dates,
    c.progress, c.fallback_version, c.carries_over,
    (SELECT json_build_object('name', f.name, 'number', f.number, 'date', f.dated) FROM fallback_list f
     WHERE f.id = c.fallback_version) AS fallback,
    c.created_at
  FROM campaign c JOIN process p ON p.id = c.id`;

/** The campaign, and what it starts for each department. */
const PROCESSES = ['service-item-campaign', 'campaign-department'];

@Injectable()
export class CampaignsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CONFIG) private readonly config: Config,
    private readonly commands: MeteredCommands,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** @throws {DubanError} VALIDATION_FAILED, UNIT_UNKNOWN, IDEMPOTENCY_KEY_REUSED */
  async create(actor: Actor, body: NewCampaignBody, idempotency?: Idempotency): Promise<CampaignView> {
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return this.get(actor, earlier.process);
    const plan = planOf(body, actor, this.config.DUBAN_INSPECT_ALLOW);
    await assertComputable(this.timeLimits, PROCESSES, Date.now(), daysByField(plan.dates, body));
    await this.assertKnown(body, plan);
    await this.assertEnded(actor, body.carriesOver, plan.centre);
    const id = randomUUID();
    const { centre, government, dates } = plan;
    const { departments, site } = body;
    const { process } = await this.commands.start(serviceItemCampaign, {
      id,
      subject: `SX${dates.noticeBy.replaceAll('-', '')}-${id.slice(0, 4).toUpperCase()}`,
      input: { campaign: id, centre, government, departments, dates },
      account: actor.id,
      unit: actor.unit,
      roles: actor.roles,
      idempotency,
      within: async (tx) => {
        await tx.query(INSERT, [
          id,
          plan.title,
          plan.plan,
          plan.preset,
          centre,
          government,
          departments,
          JSON.stringify(dates),
          JSON.stringify(site),
          body.fallbackList ?? body.carriesOver ?? null, // a campaign's catalogue has its id
          body.carriesOver ?? null,
          plan.fallbackSource,
          actor.id,
          businessDate(),
        ]);
      },
    });
    return this.get(actor, process);
  }

  /** Newest first. */
  async list(actor: Actor, query: CampaignsQuery): Promise<CampaignPage> {
    await this.timeLimits.ready();
    const visible = visibleCampaigns(actor, 1);
    const where = new Conditions(...visible.values);
    where.add(() => visible.sql);
    if (query.cursor) {
      const [at, id] = decodeCursor(query.cursor, [cursorPart.instant, cursorPart.uuid]);
      where.add((...place) => `(c.created_at, c.id) < (${place.join(', ')})`, at, id);
    }
    const limit = where.parameter(query.limit + 1);
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE ${where.sql} ORDER BY c.created_at DESC, c.id DESC LIMIT ${limit}`,
      where.values,
    );
    return page(
      rows,
      query.limit,
      (row) => this.toView(row),
      (row) => encodeCursor([row.created_at.toISOString(), row.id]),
    );
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<CampaignView> {
    await this.timeLimits.ready();
    const visible = visibleCampaigns(actor, 2);
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE c.id = $1 AND ${visible.sql}`, [
      id,
      ...visible.values,
    ]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', 'no such campaign');
    return this.toView(rows[0]);
  }

  private toView(row: Row): CampaignView {
    const { dates } = row;
    const { region } = this.timeLimits.policyAt(row.created_at.getTime());
    const warnings = new Map(
      dateWarnings(dates, this.timeLimits.calendar(), region).map(({ date, message }) => [date, message]),
    );
    return {
      id: row.id,
      title: row.campaign_title,
      preset: row.preset,
      centre: row.centre,
      government: row.government,
      dates: DATE_NAMES.map((name) => ({
        name,
        title: DATE_TITLES[name],
        day: dates[name],
        warning: warnings.get(name) ?? null,
      })),
      departments: row.departments.length,
      fallbackList: row.fallback_version,
      fallback: row.fallback,
      carriesOver: row.carries_over,
      createdAt: row.created_at.toISOString(),
      inspection: row.progress,
      process: toProcessView(row),
    };
  }

  /** What goes on cannot be carried over: it may still be put right. */
  private async assertEnded(actor: Actor, id: string | undefined, centre: string): Promise<void> {
    if (id === undefined) return;
    const visible = visibleCampaigns(actor, 3);
    const { rows } = await this.pool.query<{ state: string }>(
      `SELECT p.state FROM campaign c JOIN process p ON p.id = c.id
       WHERE c.id = $1 AND c.centre = $2 AND ${visible.sql}`,
      [id, centre, ...visible.values],
    );
    const [earlier] = rows;
    if (!earlier) throw invalid({ field: 'carriesOver', message: 'no such campaign of this centre' });
    if (earlier.state !== 'completed')
      throw invalid({ field: 'carriesOver', message: 'the campaign has not ended' });
  }

  private async assertKnown(
    { departments, fallbackList }: NewCampaignBody,
    { centre, government }: { centre: string; government: string },
  ): Promise<void> {
    await assertUnits(this.pool, { centre: [centre], government: [government], departments });
    if (fallbackList === undefined) return;
    const list = await this.pool.query('SELECT 1 FROM fallback_list WHERE id = $1', [fallbackList]);
    if (list.rowCount === 0) throw invalid({ field: 'fallbackList', message: 'no such list' });
  }
}

const INSERT = `
  INSERT INTO campaign (id, title, plan, preset, centre, government, departments, dates, site, fallback_version,
    carries_over, fallback_source, created_by, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;
