import { dayOf, shortDay } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';

/** By when the offices say who answers, as the receipt says it. @param routedBy YYYY-MM-DD @param now epoch ms */
export function nextStep(routedBy: string | null, now: number): string {
  if (!routedBy) return '';
  const today = dayOf(now);
  return t(routedBy < today ? 'writing.nextLate' : 'writing.nextBy', { day: shortDay(routedBy, today) });
}
