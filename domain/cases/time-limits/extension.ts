import { dayOf, lastDayOf } from '../../time/civil-time.js';
import type { RunningClock } from './ladder.js';
import { durationOf } from './policy.js';

export type ExtensionCheck =
  | { readonly allowed: true; readonly maxWorkingDays: number | null }
  | { readonly allowed: false; readonly reason: 'tooOften' | 'capReached' | 'tooLate' };

/**
 * Whether more time may be asked for at an instant, and how much: null when the policy sets no cap. Under QDN-2015 once
 * only, no later than the working day before the due day, and limit and extension together stay within 15 working days;
 * so a COMPLEX letter, which has them already, cannot be extended.
 */
export function extensionCheck(
  clock: RunningClock,
  request: { at: number; extensions: number },
): ExtensionCheck {
  const { policy, calendar } = clock;
  const { max, totalCap, askBefore } = policy.extension;
  if (request.extensions >= max) return { allowed: false, reason: 'tooOften' };
  if (askBefore) {
    const left = calendar.region(policy.region).workingDaysBetween(dayOf(request.at), lastDayOf(clock.dueAt));
    if (left < askBefore.workingDays) return { allowed: false, reason: 'tooLate' };
  }
  const duration = durationOf(policy, clock.limit, clock.letterClass);
  if (!totalCap || !duration || !('workingDays' in duration)) return { allowed: true, maxWorkingDays: null };
  const maxWorkingDays = totalCap.workingDays - duration.workingDays - (clock.extendedDays ?? 0);
  return maxWorkingDays > 0 ? { allowed: true, maxWorkingDays } : { allowed: false, reason: 'capReached' };
}
