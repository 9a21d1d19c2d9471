import type { TimeLimitService } from '../../../domain/cases/time-limits/time-limit-service.js';
import { formatDay, lastDayOf } from '../../../domain/time/civil-time.js';
import { DubanError } from '../../../workflows/engine/errors.js';

/** Limits of the offices between the receipt of a letter and the unit that answers it. */
export type RoutingLimit = 'triage' | 'assign';

/**
 * Day (YYYY-MM-DD, Asia/Shanghai) on which the last of several limits ends when each begins where the one before ends.
 * `timeLimits` has to be ready.
 *
 * @param from epoch ms
 * @returns null when the policy sets no limit for one of them: a missing policy keeps no letter from being received
 */
export function routedBy(
  timeLimits: TimeLimitService,
  from: number,
  limits: readonly RoutingLimit[],
): string | null {
  try {
    let at = from;
    for (const limit of limits) {
      const { dueAt } = timeLimits.startClock({ limit, unit: '', at });
      if (dueAt === null) return null;
      at = dueAt;
    }
    return formatDay(lastDayOf(at));
  } catch (error) {
    if (error instanceof DubanError && error.code === 'POLICY_MISSING') return null;
    throw error;
  }
}
