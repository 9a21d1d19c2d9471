import { DubanError } from '../../workflows/engine/errors.js';
import { dayOf, formatDay, parseDay, type CivilDay } from '../time/civil-time.js';
import { durationOf, type Policy } from '../cases/time-limits/policy.js';
import type { RegionCalendar } from '../cases/time-limits/region-calendar.js';

/** How long surveys are open, and how long before that a questionnaire is due: lengths of the policy. */
export interface PeriodRules {
  readonly defaultDays: number;
  readonly minDays: number;
  readonly maxDays: number;
  readonly leadWorkingDays: number;
}

/** Limits of the policy that say so, each with the unit that it is given in. */
export const PERIOD_LIMITS = {
  surveyPeriodMin: 'calendarDays',
  surveyPeriodDefault: 'calendarDays',
  surveyPeriodMax: 'calendarDays',
  surveyLead: 'workingDays',
} as const;

/** @throws {DubanError} POLICY_MISSING when the policy leaves one out */
export function periodRules(policy: Policy): PeriodRules {
  const length = (limit: keyof typeof PERIOD_LIMITS): number => {
    const unit = PERIOD_LIMITS[limit];
    const duration = Object.hasOwn(policy.limits, limit) ? durationOf(policy, limit) : null;
    const days = duration && unit in duration ? (duration as Record<string, unknown>)[unit] : undefined;
    if (typeof days === 'number') return days;
    throw new DubanError('POLICY_MISSING', `policy ${policy.id} has no '${limit}' in ${unit}`);
  };
  return {
    defaultDays: length('surveyPeriodDefault'),
    minDays: length('surveyPeriodMin'),
    maxDays: length('surveyPeriodMax'),
    leadWorkingDays: length('surveyLead'),
  };
}

/** The day by which the questionnaire of a survey is due that opens on a day. @throws {RangeError} outside the calendar */
export const questionnaireDay = (rules: PeriodRules, calendar: RegionCalendar, opensOn: CivilDay): CivilDay =>
  formatDay(calendar.addWorkingDays(parseDay(opensOn), -rules.leadWorkingDays));

export interface Period {
  /** The last day on which a published survey waits for its opening; null: it is open at once. */
  readonly waitsUntil: CivilDay | null;
  readonly closesOn: CivilDay;
}

/**
 * From when to when a survey is open that is published now. One whose day has come already opens at once, and loses
 * none of its days: the rest of today is not counted.
 *
 * @param now epoch ms
 */
export function periodOf(plan: { opensOn: CivilDay; days: number }, now: number): Period {
  const [first, today] = [parseDay(plan.opensOn), dayOf(now)];
  if (first > today) return { waitsUntil: formatDay(first - 1), closesOn: formatDay(first + plan.days - 1) };
  return { waitsUntil: null, closesOn: formatDay(today + plan.days) };
}
