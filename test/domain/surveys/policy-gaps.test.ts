import { expect, it } from '@jest/globals';
import type { LimitRule, Policy } from '../../../domain/cases/time-limits/policy.js';
import { surveyPolicyGaps } from '../../../domain/surveys/policy-gaps.js';
import { policyOf, qdn2015 } from '../cases/time-limits/seeded.js';

const lasting = (limit: string, duration: LimitRule['duration']): Policy => ({
  ...qdn2015,
  limits: { ...qdn2015.limits, [limit]: { ...qdn2015.limits[limit]!, duration } },
});

it.each(['QDN-2015', 'GZ-2014', 'GB-2014', 'STRICT', 'WUHU-2008'])(
  'policy %s has every length that surveys need',
  (id) => {
    expect(surveyPolicyGaps(policyOf(id))).toEqual([]);
  },
);

it.each([
  ['surveyPeriodMin', { workingDays: 7 }, 'limits.surveyPeriodMin.duration'],
  ['surveyLead', { calendarDays: 7 }, 'limits.surveyLead.duration'],
  ['surveyPeriodMin', { calendarDays: 16 }, 'limits.surveyPeriodDefault.duration'],
  ['surveyPeriodMax', { calendarDays: 14 }, 'limits.surveyPeriodDefault.duration'],
])('surveys cannot be timed by a policy with %s in %j', (limit, duration, field) => {
  expect(surveyPolicyGaps(lasting(limit, duration)).map((gap) => gap.field)).toEqual([field]);
});
