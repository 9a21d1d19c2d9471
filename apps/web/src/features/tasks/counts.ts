import type { Urgency } from './grouping.js';
import type { AgeCounts } from './work-api.js';

/** Fields of the counts -> groups of the list. */
export const NAME_OF = {
  overdue: 'overdue',
  today: 'today',
  week: 'week',
  later: 'later',
  undated: 'none',
  paused: 'paused',
} as const satisfies Readonly<Record<Exclude<keyof AgeCounts, 'more'>, Urgency>>;

/** What has to be done today. */
export const urgentOf = ({ overdue, today }: AgeCounts): number => overdue + today;

export const totalOf = ({ more: _more, ...counts }: AgeCounts): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);

/** Of a group of the list. */
export function countOf(counts: AgeCounts, urgency: Urgency): number {
  return urgency === 'none' ? counts.undated : counts[urgency];
}
