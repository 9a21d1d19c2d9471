import { describeError } from '../incidents/describe-error.js';
import type { ClockInstants } from '../time-limits/time-limit-service.js';

/** Pins of a clock whose instants were never computed: no policy and no calendar has version 0. */
const UNPINNED = { policyId: '', policyVersion: 0, calendarVersion: 0, extendedDays: 0 } as const;

/**
 * The instants of a clock; or, when they cannot be computed (the calendar ends before, the policy does not know the
 * limit), none and the reason. The event is projected either way, so the process does not wait until somebody fixes policy
 * or calendar. The calendar version is then 0, so that every recount includes the clock.
 *
 * @param pinned policy of the clock and days of extension so far, where they are known
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
