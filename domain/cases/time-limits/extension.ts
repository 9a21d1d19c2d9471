import type { Extension } from '../../../workflows/engine/definition/events.js';
import { dayOf, lastDayOf } from '../../time/civil-time.js';
import { extendLadder, type RunningClock } from './ladder.js';
import { durationOf, limitOf, type DayLength, type ExtensionRule } from './policy.js';

/**
 * Why an extension is refused: the policy allows none for the limit (`never`) or no further one (`tooOften`), it is requested
 * too late (`tooLate`), in another form than the policy has (`otherForm`), for a day that is not later (`notLater`), or for
 * more than remains (`tooLong`); nothing remains when the cap is reached (`capReached`).
 */
export type ExtensionCheck =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly reason: 'never' | 'tooOften' | 'tooLate' | 'otherForm' | 'notLater' | 'capReached';
    }
  | { readonly allowed: false; readonly reason: 'tooLong'; readonly atMost: DayLength };

export interface ExtensionRequest {
  readonly by: Extension;
  /** Time of the request, epoch ms; null when it was checked before. */
  readonly at: number | null;
  /** Number of earlier extensions in the case. */
  readonly extensions: number;
}

/**
 * Whether a running clock may be given more time under the policy that it is pinned to. Under QDN-2015 a letter can
 * be extended once, on request by the working day before the due day at the latest, and limit and extension together stay
 * within 15 working days; so a COMPLEX letter, which has them already, cannot be extended.
 *
 * @throws {Error} when the policy does not know the limit
 */
export function extensionCheck(clock: RunningClock, request: ExtensionRequest): ExtensionCheck {
  const { policy, calendar } = clock;
  const { by, at, extensions } = request;
  const rule = limitOf(policy, clock.limit).extension;
  if (!rule) return { allowed: false, reason: 'never' };
  if (extensions >= rule.max) return { allowed: false, reason: 'tooOften' };
  if (rule.askBefore && at !== null) {
    const left = calendar.region(policy.region).workingDaysBetween(dayOf(at), lastDayOf(clock.dueAt));
    if (left < rule.askBefore.workingDays) return { allowed: false, reason: 'tooLate' };
  }
  const left = leftUnderCap(clock, rule);
  if (left !== null && left.days <= 0) return { allowed: false, reason: 'capReached' };
  if (!hasForm(by, rule.by)) return { allowed: false, reason: 'otherForm' };
  const extended = extendLadder(clock, { at: at ?? clock.startedAt, by });
  if (extended.dueAt <= clock.dueAt) return { allowed: false, reason: 'notLater' };
  if (left !== null && extended.extendedDays - (clock.extendedDays ?? 0) > left.days)
    return { allowed: false, reason: 'tooLong', atMost: inUnit(left.unit, left.days) };
  return isWithin(by, rule.by)
    ? { allowed: true }
    : { allowed: false, reason: 'tooLong', atMost: rule.by as DayLength };
}

type Unit = 'workingDays' | 'calendarDays';

/** Days that limit and extensions may still gain, in the unit of the limit; null without a cap. */
function leftUnderCap(clock: RunningClock, { totalCap }: ExtensionRule): { unit: Unit; days: number } | null {
  const duration = durationOf(clock.policy, clock.limit, clock.caseClass);
  if (!totalCap || !duration) return null;
  const unit = 'workingDays' in totalCap ? 'workingDays' : 'calendarDays';
  const [cap, length] = [totalCap, duration].map((days) => (days as Record<Unit, number>)[unit]);
  return { unit, days: cap! - length! - (clock.extendedDays ?? 0) };
}

function hasForm(by: Extension, allowed: ExtensionRule['by']): boolean {
  if (allowed === 'date') return 'until' in by;
  return 'workingDays' in allowed ? 'workingDays' in by : 'calendarDays' in by;
}

function isWithin(by: Extension, allowed: ExtensionRule['by']): boolean {
  if (allowed === 'date') return true;
  if ('workingDays' in allowed) return 'workingDays' in by && by.workingDays <= allowed.workingDays;
  return 'calendarDays' in by && by.calendarDays <= allowed.calendarDays;
}

const inUnit = (unit: Unit, days: number): DayLength =>
  unit === 'workingDays' ? { workingDays: days } : { calendarDays: days };
