import { describeError } from '../incidents/describe-error.js';
import type { ClockInstants } from '../time-limits/time-limit-service.js';

/** What a clock is pinned to before any of its instants could be computed: version 0 exists of neither. */
export const UNPINNED = { policyId: '', policyVersion: 0, calendarVersion: 0, extendedDays: 0 } as const;

/**
 * The instants of a clock; or, when they cannot be computed (the calendar ends before, the policy does not know the
 * limit), none and the reason. So the event is projected all the same, and neither its task nor what follows waits for
 * somebody to mend policy or calendar. Its calendar version is 0: every recount takes the clock up again.
 *
 * @param pinned to what policy, and by how many days it was extended before, where that is known
 */
export function computedInstants(
  compute: () => ClockInstants,
  pinned: Pick<ClockInstants, 'policyId' | 'policyVersion' | 'extendedDays'> = UNPINNED,
): ClockInstants & { readonly error: string | null } {
  try {
    return { ...compute(), error: null };
  } catch (error) {
    const { policyId, policyVersion, extendedDays } = pinned;
    return {
      policyId,
      policyVersion,
      calendarVersion: UNPINNED.calendarVersion,
      dueAt: null,
      warnAt: null,
      provisional: false,
      extendedDays,
      thresholds: null,
      nextAt: null,
      error: describeError(error),
    };
  }
}
