import { DubanError } from '../../workflows/engine/errors.js';
import { detail } from '../messages/index.js';
import { dayOf, formatDay, parseDay, type CivilDay } from '../time/civil-time.js';
import { durationOf, type Policy } from '../cases/time-limits/policy.js';
import type { RegionCalendar } from '../cases/time-limits/region-calendar.js';

/** Lengths of the policy: how long surveys are open, and how long before the opening a questionnaire is due. */
export interface PeriodRules {
  readonly defaultDays: number;
  readonly minDays: number;
  readonly maxDays: number;
  readonly leadWorkingDays: number;
}

/** The limits of the policy, each with the unit that it is given in. */
export const PERIOD_LIMITS = {
  surveyPeriodMin: 'calendarDays',
  surveyPeriodDefault: 'calendarDays',
  surveyPeriodMax: 'calendarDays',
  surveyLead: 'workingDays',
} as const;

/** @throws {DubanError} POLICY_MISSING when the policy lacks one */
export function periodRules(policy: Policy): PeriodRules {
  const length = (limit: keyof typeof PERIOD_LIMITS): number => {
    const unit = PERIOD_LIMITS[limit];
    const duration = Object.hasOwn(policy.limits, limit) ? durationOf(policy, limit) : null;
    const days = duration && unit in duration ? (duration as Record<string, unknown>)[unit] : undefined;
    if (typeof days === 'number') return days;
    throw new DubanError('POLICY_MISSING', detail('surveys.limitNotIn', { policy: policy.id, limit, unit }));
  };
  return {
    defaultDays: length('surveyPeriodDefault'),
    minDays: length('surveyPeriodMin'),
    maxDays: length('surveyPeriodMax'),
    leadWorkingDays: length('surveyLead'),
  };
}

/** The day on which the questionnaire is due for a survey that opens on a day. @throws {RangeError} outside the calendar */
export const questionnaireDay = (rules: PeriodRules, calendar: RegionCalendar, opensOn: CivilDay): CivilDay =>
  formatDay(calendar.addWorkingDays(parseDay(opensOn), -rules.leadWorkingDays));

export interface Period {
  /** The last day on which a published survey waits for its opening; null: it is open at once. */
  readonly waitsUntil: CivilDay | null;
  readonly closesOn: CivilDay;
}

/**
 * The period of a survey that is published now. A survey whose first day has come opens at once and keeps all of its
 * days: the rest of today does not count.
 *
 * @param now epoch ms
 */
export function periodOf(plan: { opensOn: CivilDay; days: number }, now: number): Period {
  const [first, today] = [parseDay(plan.opensOn), dayOf(now)];
  if (first > today) return { waitsUntil: formatDay(first - 1), closesOn: formatDay(first + plan.days - 1) };
  return { waitsUntil: null, closesOn: formatDay(today + plan.days) };
}
