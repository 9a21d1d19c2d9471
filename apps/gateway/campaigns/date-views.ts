import { dateWarnings, DATE_NAMES, DATE_TITLES } from '../../../domain/campaigns/campaign-dates.js';
import { isOver } from '../../../domain/campaigns/date-corrections.js';
import type { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { textIfKnown } from '../../../domain/messages/index.js';
import type { CampaignDates } from '../../../workflows/campaigns/behaviour.js';
import type { DateView } from './campaigns.dto.js';

/**
 * The days of a campaign in the order of its steps, with warnings.
 *
 * @param timeLimits ready
 * @param at epoch ms that decides which policy applies
 * @param campaign.stage null: it has not begun
 */
export function dateViews(
  timeLimits: TimeLimitService,
  at: number,
  { dates, stage }: { readonly dates: CampaignDates; readonly stage: string | null },
): DateView[] {
  const { region } = timeLimits.policyAt(at);
  const warnings = new Map(
    dateWarnings(dates, timeLimits.calendar(), region).map(({ date, text }) => [
      date,
      textIfKnown(text.code, text.params),
    ]),
  );
  return DATE_NAMES.map((name) => ({
    name,
    title: DATE_TITLES[name],
    day: dates[name],
    warning: warnings.get(name) ?? null,
    over: isOver(name, stage),
  }));
}
