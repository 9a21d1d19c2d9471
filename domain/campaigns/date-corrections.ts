import { serviceItemCampaign } from '../../workflows/campaigns/definition.js';
import type { CampaignDates } from '../../workflows/campaigns/behaviour.js';
import { detail } from '../messages/index.js';
import { dateIssues, DATE_NAMES, mapDates, type DateIssue, type DateName } from './campaign-dates.js';

/** The tasks and clocks, of the campaign and of its departments, that end on each day. */
export const DATED_BY: Readonly<Record<DateName, readonly string[]>> = {
  noticeBy: ['issueNotice'],
  contactBy: ['nameContact'],
  listBy: ['reportList'],
  catalogueBy: ['supplyFallback', 'freezeCatalogue'],
  inspectionBy: ['reviewFindings'],
  reportBy: ['submitReport'],
  rectifyBy: ['rectification'],
  lateUntil: ['rectify'],
  recheckBy: ['reviewResiduals'],
  problemReportBy: ['reportProblems'],
  bulletinBy: ['issueBulletin'],
};

type Stage = keyof typeof serviceItemCampaign.definition.stages;

/** Stage of the campaign in which the step of a day ends. */
const ENDS_IN: Readonly<Record<DateName, Stage>> = {
  noticeBy: 'notice',
  contactBy: 'listing',
  listBy: 'listing',
  catalogueBy: 'listing',
  inspectionBy: 'inspecting',
  reportBy: 'reporting',
  rectifyBy: 'rectifying',
  lateUntil: 'rectifying',
  recheckBy: 'rechecking',
  problemReportBy: 'concluding',
  bulletinBy: 'concluding',
};
/** In their order. */
const STAGES: readonly string[] = Object.keys(serviceItemCampaign.definition.stages);

/** Whether a campaign has passed the step of a day. @param stage null: it has not begun */
export const isOver = (name: DateName, stage: string | null): boolean =>
  stage !== null && STAGES.indexOf(stage) > STAGES.indexOf(ENDS_IN[name]);

/** A day of a running campaign that is corrected. Days are `YYYY-MM-DD`. */
export interface CorrectedDate {
  readonly name: DateName;
  readonly from: string;
  readonly to: string;
}

/**
 * Applies new days to those of a running campaign.
 *
 * @param own new days by name; the others stay
 * @param now.today the business day
 * @returns every day as it will be, those that differ, and what is wrong with them: a step that is over, a day that has
 *   passed, or one before the day of an earlier step
 */
export function correctDates(
  before: CampaignDates,
  own: Readonly<Partial<Record<DateName, string>>>,
  now: { readonly stage: string | null; readonly today: string },
): { readonly dates: CampaignDates; readonly corrected: CorrectedDate[]; readonly issues: DateIssue[] } {
  const dates = mapDates((name) => own[name] ?? before[name]);
  const corrected = DATE_NAMES.filter((name) => dates[name] !== before[name]).map((name) => ({
    ...{ name, from: before[name], to: dates[name] },
  }));
  const issues = dateIssues(dates);
  for (const { name, to } of corrected) {
    if (isOver(name, now.stage)) issues.push({ date: name, text: detail('campaigns.dateOver') });
    else if (to < now.today)
      issues.push({ date: name, text: detail('campaigns.datePassed', { today: now.today }) });
  }
  return { dates, corrected, issues };
}

/** The corrected days by the tasks and clocks that end on them, as the command `redate` takes them. */
export const daysOfTasks = (corrected: readonly CorrectedDate[]): Record<string, string> =>
  Object.fromEntries(corrected.flatMap(({ name, to }) => DATED_BY[name].map((task) => [task, to])));
