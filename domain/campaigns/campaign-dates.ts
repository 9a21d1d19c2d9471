import type { CampaignDates } from '../../workflows/campaigns/behaviour.js';
import { formatDay, parseDay, type CivilDay } from '../time/civil-time.js';
import type { WorkingCalendar } from '../cases/time-limits/calendar.js';

/** The days of a campaign in the order of its steps, with what they are called. */
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

/** The same plan with another first day: every day keeps its distance from the first, as T+n in the plan. */
export function shiftDates(dates: CampaignDates, from: CivilDay, to: CivilDay): CampaignDates {
  const by = parseDay(to) - parseDay(from);
  return mapDates((name) => formatDay(parseDay(dates[name]) + by));
}

export function mapDates(day: (name: DateName) => CivilDay): CampaignDates {
  return Object.fromEntries(DATE_NAMES.map((name) => [name, day(name)])) as Record<DateName, CivilDay>;
}

export interface DateIssue {
  readonly date: DateName;
  readonly message: string;
}

/** Days that no campaign can have: not of the calendar, or before the day of an earlier step. */
export function dateIssues(dates: Readonly<Record<DateName, string>>): DateIssue[] {
  const issues: DateIssue[] = [];
  let latest = -Infinity;
  let latestName: DateName = 'noticeBy';
  for (const name of DATE_NAMES) {
    const day = dayOrNull(dates[name]);
    if (day === null) issues.push({ date: name, message: '须为日期 YYYY-MM-DD' });
    else if (day < latest) issues.push({ date: name, message: `不得早于“${DATE_TITLES[latestName]}”` });
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
 * What whoever sets the days should know: days that are not worked are kept as written (RULES.md 0.7), and fall due for
 * practical purposes on the working day before; years whose calendar is not published are a guess.
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
      return [{ date: name, message: `${dates[name]} 所在年份的日历尚未公布` }];
    if (region.isWorkingDay(day)) return [];
    const last = formatDay(region.onOrBefore(day));
    return [
      {
        date: name,
        message: `${dates[name]} 不是工作日(${region.restNote(day)}),按原文存储;此前最后工作日为 ${last}`,
      },
    ];
  });
}
