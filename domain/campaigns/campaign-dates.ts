import type { CampaignDates } from '../../workflows/campaigns/behaviour.js';
import { formatDay, parseDay, type CivilDay } from '../time/civil-time.js';
import type { WorkingCalendar } from '../cases/time-limits/calendar.js';
import { detail, type Text } from '../messages/index.js';

/** The days of a campaign in the order of its steps, with their titles. */
export const DATE_TITLES = {
  noticeBy: '印发通知',
  contactBy: '明确专人',
  listBy: '上报权力清单',
  catalogueBy: '审定事项目录',
  inspectionBy: '完成对照检查',
  reportBy: '报送检查报告和整改方案',
  rectifyBy: '完成整改',
  lateUntil: '逾期单位最后申报',
  recheckBy: '完成全面复查',
  problemReportBy: '报告存在的问题',
  bulletinBy: '通报检查情况',
} as const satisfies Readonly<Record<keyof CampaignDates, string>>;
export type DateName = keyof typeof DATE_TITLES;
export const DATE_NAMES = Object.keys(DATE_TITLES) as readonly DateName[];

/** Moves a plan to another first day: every day keeps its distance from the first, as T+n in the plan. */
export function shiftDates(dates: CampaignDates, from: CivilDay, to: CivilDay): CampaignDates {
  const by = parseDay(to) - parseDay(from);
  return mapDates((name) => formatDay(parseDay(dates[name]) + by));
}

/** Builds the dates of a campaign, one by one. */
export function mapDates(day: (name: DateName) => CivilDay): CampaignDates {
  return Object.fromEntries(DATE_NAMES.map((name) => [name, day(name)])) as Record<DateName, CivilDay>;
}

export interface DateIssue {
  readonly date: DateName;
  readonly text: Text;
}

/** Finds days that are no dates, or before the day of an earlier step. */
export function dateIssues(dates: Readonly<Record<DateName, string>>): DateIssue[] {
  const issues: DateIssue[] = [];
  let latest = -Infinity;
  let latestName: DateName = 'noticeBy';
  for (const name of DATE_NAMES) {
    const day = dayOrNull(dates[name]);
    if (day === null) issues.push({ date: name, text: detail('fields.day') });
    else if (day < latest)
      issues.push({ date: name, text: detail('campaigns.dateBefore', { other: DATE_TITLES[latestName] }) });
    else [latest, latestName] = [day, name];
  }
  return issues;
}

function dayOrNull(text: string): number | null {
  try {
    return parseDay(text);
  } catch {
    return null;
  }
}

/**
 * Warnings for the person who sets the days. Rest days are stored as written, as the plan sets some, and the
 * work is in practice due on the working day before; years whose calendar is not published are provisional.
 *
 * @param dates valid ones
 * @throws {RangeError} outside the years of the calendar, 2000 to 2099
 */
export function dateWarnings(
  dates: CampaignDates,
  calendar: Pick<WorkingCalendar, 'region'>,
  regionCode: string,
): DateIssue[] {
  const region = calendar.region(regionCode);
  return DATE_NAMES.flatMap((name): DateIssue[] => {
    const day = parseDay(dates[name]);
    if (region.isProvisional(day, day))
      return [
        { date: name, text: detail('campaigns.calendarProvisional', { year: dates[name].slice(0, 4) }) },
      ];
    if (region.isWorkingDay(day)) return [];
    const last = formatDay(region.onOrBefore(day));
    const params = { day: dates[name], rest: region.restNote(day), last };
    return [{ date: name, text: detail('campaigns.notWorkingDay', params) }];
  });
}
