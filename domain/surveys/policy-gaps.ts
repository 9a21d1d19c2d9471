import type { Issue } from '../../workflows/engine/errors.js';
import type { Policy } from '../cases/time-limits/policy.js';
import { issue } from '../messages/index.js';
import { PERIOD_LIMITS } from './period.js';

/** Returns what surveys lack in a policy beyond its limits: their lengths are compared, so units and order matter. */
export function surveyPolicyGaps({ limits }: Policy): Issue[] {
  const gaps: Issue[] = [];
  const days = new Map<string, number>();
  for (const [name, unit] of Object.entries(PERIOD_LIMITS)) {
    const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
    if (!limit) continue;
    const { duration } = limit;
    if (duration && unit in duration) days.set(name, (duration as Record<string, number>)[unit]!);
    else gaps.push(issue(`limits.${name}.duration`, 'cases.limitUnit', { unit }));
  }
  const [least, usual, most] = ['surveyPeriodMin', 'surveyPeriodDefault', 'surveyPeriodMax'].map((name) =>
    days.get(name),
  );
  if (least !== undefined && usual !== undefined && usual < least)
    gaps.push(
      issue('limits.surveyPeriodDefault.duration', 'cases.shorterThan', { other: 'surveyPeriodMin' }),
    );
  if (usual !== undefined && most !== undefined && usual > most)
    gaps.push(issue('limits.surveyPeriodDefault.duration', 'cases.longerThan', { other: 'surveyPeriodMax' }));
  return gaps;
}
