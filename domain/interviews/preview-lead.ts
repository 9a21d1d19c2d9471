import { dayOf, formatInstant, startOfDay } from '../time/civil-time.js';
import type { Policy } from '../cases/time-limits/policy.js';

/** How many days before an interview its preview is public (RULES.md 5.6, I3), where the policy says nothing of it. */
const DEFAULT_LEAD = { desiredDays: 7, minimumDays: 3 } as const;

const leadOf = (policy: Policy): { desiredDays: number; minimumDays: number } =>
  policy.interviewPreview ?? DEFAULT_LEAD;

/**
 * From when on an interview may be live whose preview is published at an instant. Days are those of Asia/Shanghai: a
 * preview of the first, with three days, allows the whole of the fourth. Instants are epoch milliseconds.
 */
export function earliestLiveAt(policy: Policy, previewAt: number): number {
  const { minimumDays } = leadOf(policy);
  return minimumDays === 0 ? previewAt : startOfDay(dayOf(previewAt) + minimumDays);
}

/** What is to be said of a preview that is published at an instant, for an interview at another; null: nothing. */
export function leadWarning(policy: Policy, previewAt: number, liveAt: number): string | null {
  const { desiredDays, minimumDays } = leadOf(policy);
  const earliest = earliestLiveAt(policy, previewAt);
  if (liveAt < earliest)
    return `预告不足 ${minimumDays} 日:最早 ${formatInstant(earliest)} 方可开始直播,请延期`;
  const days = dayOf(liveAt) - dayOf(previewAt);
  return days < desiredDays ? `预告 ${days} 日,少于建议的 ${desiredDays} 日` : null;
}
