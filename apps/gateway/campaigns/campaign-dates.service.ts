import { Injectable } from '@nestjs/common';
import { DATE_NAMES, DATE_TITLES } from '../../../domain/campaigns/campaign-dates.js';
import {
  CampaignsRepository,
  type CampaignWithProcess,
} from '../../../domain/campaigns/campaigns.repository.js';
import {
  correctDates,
  DATED_BY,
  daysOfTasks,
  type CorrectedDate,
} from '../../../domain/campaigns/date-corrections.js';
import type { Idempotency } from '../../../domain/cases/commands/command-store.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { dayOf, formatDay } from '../../../domain/time/civil-time.js';
import type { CampaignDates } from '../../../workflows/campaigns/behaviour.js';
import { DubanError, type Issue } from '../../../workflows/engine/errors.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { MeteredCommands } from '../cases/commands/metered-commands.js';
import { AuditLog } from '../platform/audit/audit-log.js';
import { byActor, type Actor } from '../platform/identity/actor.js';
import { invalid } from '../platform/problems/validation.js';
import type { CorrectedDaysBody, DatesCorrectionBody, DatesCorrectionView } from './campaign-dates.dto.js';
import { CAMPAIGN_PROCESSES } from './campaign-plan.js';
import { CampaignsService } from './campaigns.service.js';
import type { CampaignView } from './campaigns.dto.js';
import { dateViews } from './date-views.js';
import { visibleCampaigns } from './visible-campaigns.js';

interface Correction {
  readonly campaign: CampaignWithProcess;
  readonly dates: CampaignDates;
  readonly corrected: readonly CorrectedDate[];
}

/** Corrects the days of a running campaign: open tasks and clocks move, later ones start with the new days. */
@Injectable()
export class CampaignDatesService {
  constructor(
    private readonly repository: CampaignsRepository,
    private readonly campaigns: CampaignsService,
    private readonly commands: MeteredCommands,
    private readonly timeLimits: TimeLimitService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws {DubanError} as `correct` */
  async preview(actor: Actor, id: string, body: CorrectedDaysBody): Promise<DatesCorrectionView> {
    const { campaign, dates, corrected } = await this.correctionOf(actor, id, body);
    const moving = await this.repository.dated(id);
    const movesOf = (names: readonly string[]): number =>
      names.reduce((sum, name) => sum + (moving.get(name) ?? 0), 0);
    return {
      dates: dateViews(this.timeLimits, campaign.createdAt.getTime(), { dates, stage: campaign.stage }),
      corrected: corrected.map(({ name, from, to }) => ({
        ...{ name, title: DATE_TITLES[name], from, to },
        moves: movesOf(DATED_BY[name]),
      })),
    };
  }

  /** @throws {DubanError} NOT_FOUND, VALIDATION_FAILED naming every day at fault, PROCESS_ENDED, POLICY_MISSING */
  async correct(
    actor: Actor,
    id: string,
    body: DatesCorrectionBody,
    idempotency?: Idempotency,
  ): Promise<CampaignView> {
    if (await this.commands.repeated(actor.id, idempotency)) return this.campaigns.get(actor, id);
    const { dates, corrected } = await this.correctionOf(actor, id, body);
    const days = daysOfTasks(corrected);
    await this.commands.send({
      process: { id },
      command: { kind: 'redate', days, facts: { dates: { ...dates } }, by: byActor(actor) },
      content: { reason: body.reason },
      idempotency,
      within: async (tx, command) =>
        void (await this.audit.act(tx, { subject: `campaign ${id}`, processes: [id], command })),
    });
    return this.campaigns.get(actor, id);
  }

  private async correctionOf(
    actor: Actor,
    id: string,
    { dates: own }: CorrectedDaysBody,
  ): Promise<Correction> {
    const campaign = await this.repository.findWithProcess(id, visibleCampaigns(actor));
    if (!campaign) throw new DubanError('NOT_FOUND', detail('campaigns.noCampaign'));
    if (campaign.ended_at !== null) throw new DubanError('PROCESS_ENDED');
    const today = formatDay(dayOf(businessNow()));
    const { dates, corrected, issues } = correctDates(campaign.dates, own, { stage: campaign.stage, today });
    const faults: Issue[] = issues.map(({ date, text }) => ({ field: `dates.${date}`, ...text }));
    for (const name of Object.keys(own))
      if (!(DATE_NAMES as readonly string[]).includes(name))
        faults.push(issue(`dates.${name}`, 'fields.unknown'));
    if (faults.length === 0 && corrected.length === 0)
      faults.push(issue('dates', 'campaigns.noDateCorrected'));
    if (faults.length > 0) throw invalid(...faults);
    const byField = Object.fromEntries(corrected.map(({ name, to }) => [`dates.${name}`, to]));
    await assertComputable(this.timeLimits, CAMPAIGN_PROCESSES, businessNow(), byField);
    return { campaign, dates, corrected };
  }
}
