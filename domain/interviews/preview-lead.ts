import type { Issue } from '../../workflows/engine/errors.js';
import { issue, textOf } from '../messages/index.js';
import { dayOf, formatDay, formatInstant, startOfDay } from '../time/civil-time.js';
import type { Policy } from '../cases/time-limits/policy.js';

/** Days between a preview and its interview (step I3), where the policy sets none. */
const DEFAULT_LEAD = { desiredDays: 7, minimumDays: 3 } as const;

const leadOf = (policy: Policy): { desiredDays: number; minimumDays: number } =>
  policy.interviewPreview ?? DEFAULT_LEAD;

/**
 * Returns the earliest instant at which an interview may go live after its preview. Days are those of Asia/Shanghai: a
 * preview of the first, with three days, allows the whole of the fourth. Instants are epoch ms.
 */
export function earliestLiveAt(policy: Policy, previewAt: number): number {
  const { minimumDays } = leadOf(policy);
  return minimumDays === 0 ? previewAt : startOfDay(dayOf(previewAt) + minimumDays);
}

/**
 * Returns why an interview that is made now cannot be held at an instant, if its preview would come too late for it whatever
 * is done; else null. Instants are epoch ms.
 */
export function tooSoon(policy: Policy, now: number, liveAt: number): Issue | null {
  const earliest = earliestLiveAt(policy, now);
  if (liveAt >= earliest) return null;
  const { minimumDays: days } = leadOf(policy);
  return issue('liveAt', 'interviews.tooSoon', { days, earliest: formatDay(dayOf(earliest)) });
}

/**
 * Returns a warning, in Chinese, when the lead between preview and interview is short; else null. Instants are epoch ms.
 *
 * @param lead `earliest` is what was fixed when the preview was published, by which the start is judged: the policy may
 * have changed since
 */
export function leadWarning(
  policy: Policy,
  lead: { readonly previewAt: number; readonly liveAt: number; readonly earliest?: number | undefined },
): string | null {
  const { previewAt, liveAt, earliest = earliestLiveAt(policy, previewAt) } = lead;
  const { desiredDays: desired } = leadOf(policy);
  if (liveAt < earliest)
    return textOf('interviews.leadTooShort', {
      days: dayOf(earliest) - dayOf(previewAt),
      earliest: formatInstant(earliest),
    });
  const days = dayOf(liveAt) - dayOf(previewAt);
  return days < desired ? textOf('interviews.leadShort', { days, desired }) : null;
}
