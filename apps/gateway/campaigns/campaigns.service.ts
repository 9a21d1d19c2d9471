import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { businessDate } from '../../../domain/time/business-clock.js';
import {
  CampaignsRepository,
  type CampaignWithProcess,
} from '../../../domain/campaigns/campaigns.repository.js';
import { CataloguesRepository } from '../../../domain/campaigns/catalogue/catalogues.repository.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { assertUnits } from '../../../domain/cases/units/assert-units.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import type { Config } from '../../../infra/config/config.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { and, equal } from '../../../infra/database/sql.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { serviceItemCampaign } from '../../../workflows/campaigns/definition.js';
import type { Actor } from '../platform/identity/actor.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { CONFIG, DATA_SOURCE } from '../platform/tokens.js';
import { invalid } from '../platform/problems/validation.js';
import { toProcessView } from '../cases/processes/process-view.js';
import { visibleCampaigns } from './visible-campaigns.js';
import type {
  CampaignPage,
  CampaignsQuery,
  CampaignView,
  InspectionView,
  NewCampaignBody,
} from './campaigns.dto.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { CAMPAIGN_PROCESSES, daysByField, planOf } from './campaign-plan.js';
import { dateViews } from './date-views.js';

/** Campaigns for staff: setting up, starting, reading. */
@Injectable()
export class CampaignsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly campaigns: CampaignsRepository,
    private readonly catalogues: CataloguesRepository,
    private readonly commands: MeteredCommands,
    private readonly timeLimits: TimeLimitService,
  ) {}

  /** @throws {DubanError} VALIDATION_FAILED, UNIT_UNKNOWN, IDEMPOTENCY_KEY_REUSED */
  async create(actor: Actor, body: NewCampaignBody, idempotency?: Idempotency): Promise<CampaignView> {
    const earlier = await this.commands.repeated(actor.id, idempotency);
    if (earlier) return this.get(actor, earlier.process);
    const plan = planOf(body, actor, this.config.DUBAN_INSPECT_ALLOW);
    await assertComputable(this.timeLimits, CAMPAIGN_PROCESSES, Date.now(), daysByField(plan.dates, body));
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
        await new CampaignsRepository(tx).add({
          ...plan,
          ...{ id, departments, site },
          fallbackVersion: body.fallbackList ?? body.carriesOver ?? null, // a campaign's catalogue has its id
          carriesOver: body.carriesOver ?? null,
          ...{ createdBy: actor.id, createdAt: businessDate() },
        });
      },
    });
    return this.get(actor, process);
  }

  /** Newest first. */
  async list(actor: Actor, query: CampaignsQuery): Promise<CampaignPage> {
    await this.timeLimits.ready();
    return this.campaigns.page(query, [visibleCampaigns(actor)], (row) => this.toView(row));
  }

  /** @throws {DubanError} NOT_FOUND also when the account may not see it */
  async get(actor: Actor, id: string): Promise<CampaignView> {
    await this.timeLimits.ready();
    const row = await this.campaigns.findWithProcess(id, visibleCampaigns(actor));
    if (!row) throw new DubanError('NOT_FOUND', detail('campaigns.noCampaign'));
    return this.toView(row);
  }

  private toView(row: CampaignWithProcess): CampaignView {
    return {
      id: row.id,
      title: row.title,
      preset: row.preset,
      plan: row.plan,
      centre: row.centre,
      centreName: row.centreName,
      government: row.government,
      governmentName: row.governmentName,
      site: row.siteUrl,
      dates: dateViews(this.timeLimits, row.createdAt.getTime(), row),
      departments: row.departments.length,
      fallbackList: row.fallbackVersion,
      fallback: row.fallback,
      carriesOver: row.carriesOver,
      createdAt: row.createdAt.toISOString(),
      inspection: row.progress as InspectionView | null,
      siteDown: row.siteDown,
      process: toProcessView(row),
    };
  }

  /** Only a campaign that has ended can be carried over: findings of a running one may still be rectified. */
  private async assertEnded(actor: Actor, id: string | undefined, centre: string): Promise<void> {
    if (id === undefined) return;
    const earlier = await this.campaigns.findWithProcess(
      id,
      and(equal('c.centre', centre), visibleCampaigns(actor)),
    );
    if (!earlier) throw invalid(issue('carriesOver', 'campaigns.noEarlierCampaign'));
    if (earlier.state !== 'completed') throw invalid(issue('carriesOver', 'campaigns.campaignNotEnded'));
  }

  private async assertKnown(
    { departments, fallbackList }: NewCampaignBody,
    { centre, government }: { centre: string; government: string },
  ): Promise<void> {
    await assertUnits(this.dataSource, { centre: [centre], government: [government], departments });
    if (fallbackList !== undefined && !(await this.catalogues.hasFallbackList(fallbackList)))
      throw invalid(issue('fallbackList', 'campaigns.fallbackListUnknown'));
  }
}
