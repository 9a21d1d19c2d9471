import type { CalendarData } from '../../../../domain/cases/time-limits/calendar.js';
import { issue } from '../../../../domain/messages/index.js';
import type { Issue } from '../../../../workflows/engine/errors.js';
import { invalid } from '../../platform/problems/validation.js';
import type { CalendarDayBody, CalendarYearBody } from './calendar.dto.js';

/** The days of one region in the year. */
export interface YearOfRegion {
  readonly region: string;
  readonly source: string;
  readonly days: readonly CalendarDayBody[];
}

/** The regions whose days a change replaces. */
export const regionsOf = ({ region, source, days, local }: CalendarYearBody): YearOfRegion[] => [
  { region, source, days },
  ...(local ? [local] : []),
];

/** `CN 2027`, `CN 5226 2027` */
export const subjectOf = (body: CalendarYearBody): string =>
  [...regionsOf(body).map(({ region }) => region), body.year].join(' ');

/** @throws {DubanError} VALIDATION_FAILED naming each day that is repeated or of another year, and a region that is there twice */
export function assertDays({ year, region, days, local }: CalendarYearBody): void {
  const issues = [...dayIssues(year, days, 'days'), ...dayIssues(year, local?.days ?? [], 'local.days')];
  if (local?.region === region) issues.push(issue('local.region', 'cases.regionRepeated'));
  if (issues.length > 0) throw invalid(...issues);
}

function dayIssues(year: number, days: readonly CalendarDayBody[], list: string): Issue[] {
  const seen = new Set<string>();
  return days.flatMap(({ date }, index) => {
    const repeated = seen.has(date);
    seen.add(date);
    const field = `${list}.${index}.date`;
    if (repeated) return [issue(field, 'cases.dayRepeated')];
    return date.startsWith(`${year}-`) ? [] : [issue(field, 'cases.dayOfOtherYear', { year })];
  });
}

/** The calendar with the year replaced, as its next version. */
export function withYear(calendar: CalendarData, body: CalendarYearBody): CalendarData {
  const regions = regionsOf(body);
  const isReplaced = (region: string, year: number): boolean =>
    year === body.year && regions.some((one) => one.region === region);
  return {
    version: calendar.version + 1,
    days: [
      ...calendar.days.filter(({ region, date }) => !isReplaced(region, Number(date.slice(0, 4)))),
      ...regions.flatMap(({ region, source, days }) => days.map((day) => ({ ...day, region, source }))),
    ],
    coveredYears: [
      ...calendar.coveredYears.filter(({ region, year }) => !isReplaced(region, year)),
      ...regions.map(({ region }) => ({ region, year: body.year })),
    ],
  };
}
