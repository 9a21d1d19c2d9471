import { Inject, Injectable } from '@nestjs/common';
import { DATE_NAMES, DATE_TITLES } from '../../../domain/campaigns/campaign-dates.js';
import { presets } from '../../../domain/campaigns/campaign-presets.js';
import { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import type { Config } from '../../../infra/config/config.js';
import { assertComputable } from '../cases/calendar/assert-computable.js';
import { CONFIG } from '../platform/tokens.js';
import { CAMPAIGN_PROCESSES, daysByField, planDates } from './campaign-plan.js';
import type { CampaignDatesView, CampaignPresetsView } from './campaign-setup.dto.js';
import type { CampaignDatesBody } from './campaigns.dto.js';
import { dateViews } from './date-views.js';

/** What is to be known before a campaign is set up: plans, and what their days mean. */
@Injectable()
export class CampaignSetupService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly timeLimits: TimeLimitService,
  ) {}

  presets(): CampaignPresetsView {
    return {
      items: [...presets().values()].map(({ key, title, plan, centre, government, start, dates }) => ({
        ...{ key, title, plan, centre, government, start },
        dates: DATE_NAMES.map((name) => ({ name, day: dates[name] })),
      })),
      steps: DATE_NAMES.map((name) => ({ name, title: DATE_TITLES[name] })),
      networks: [...this.config.DUBAN_INSPECT_ALLOW],
    };
  }

  /** @throws {DubanError} VALIDATION_FAILED naming every day at fault, POLICY_MISSING */
  async preview(body: CampaignDatesBody): Promise<CampaignDatesView> {
    const dates = planDates(body);
    const now = Date.now();
    await assertComputable(this.timeLimits, CAMPAIGN_PROCESSES, now, daysByField(dates, body));
    return { dates: dateViews(this.timeLimits, now, { dates, stage: null }) };
  }
}
