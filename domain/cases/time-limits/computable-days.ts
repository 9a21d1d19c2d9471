import type { ProcessDefinition } from '../../../workflows/engine/definition/definition.js';
import { parseDay, startOfDay, type CivilDay } from '../../time/civil-time.js';
import { computeLadder, type TimeLimitBasis } from './ladder.js';

/**
 * The days of a case (YYYY-MM-DD, Asia/Shanghai) for which its limits cannot be computed, because they or days counted from
 * them are outside the calendar. Malformed days are refused by the form of the request.
 *
 * @param at when the case begins: epoch ms
 * @param definitions of its process and of its children
 * @returns the names of those days
 */
export function uncomputableDays(
  basis: TimeLimitBasis,
  definitions: readonly ProcessDefinition[],
  at: number,
  days: Readonly<Record<string, CivilDay>>,
): string[] {
  const limits = new Set(definitions.flatMap(limitsOf));
  return Object.entries(days).flatMap(([name, day]) =>
    [...limits].every((limit) => isComputable(basis, limit, at, day)) ? [] : [name],
  );
}

function limitsOf({ tasks, clocks = {} }: ProcessDefinition): string[] {
  return [
    ...Object.values(tasks).flatMap(({ limit, expires }) => [limit, expires]),
    ...Object.values(clocks).map(({ limit }) => limit),
  ].filter((limit) => limit !== undefined);
}

/** A dated limit ends by the day; others may begin on it. A limit that the policy does not have is not judged. */
function isComputable(basis: TimeLimitBasis, limit: string, at: number, day: CivilDay): boolean {
  const rule = basis.policy.limits[limit];
  if (!rule) return true;
  const classes = rule.byClass ? Object.keys(rule.byClass) : [undefined];
  try {
    const startedAt = rule.dated ? at : startOfDay(parseDay(day));
    for (const caseClass of classes) {
      computeLadder({ ...basis, limit, caseClass, startedAt, ...(rule.dated && { due: day }) });
    }
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
