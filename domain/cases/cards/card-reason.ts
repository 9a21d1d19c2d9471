import { formatDay, lastDayOf } from '../../time/civil-time.js';
import { REMINDERS } from '../time-limits/ladder.js';
import { limitOf, type LATE_THRESHOLDS, type Length, type Policy } from '../time-limits/policy.js';
import type { CardLevel } from './card-rows.js';

/** The reason of a red card for a missing written statement on a yellow one. */
export const UNEXPLAINED = '黄牌发出后逾期未作书面说明';
/** The reason of a red card for a false closure: the answer claims work that was not done. */
export const FALSE_CLOSURE = '答复称已办结而实际未办（虚假办结）';

/**
 * The Chinese reason of a card that a clock raised.
 *
 * @param card.dueAt due time of the clock when the threshold was reached
 */
export function reasonOf(
  policy: Policy,
  card: {
    readonly limit: string;
    readonly threshold: string;
    readonly level: CardLevel;
    readonly dueAt: Date | null;
  },
): string {
  const { limit, threshold, level, dueAt } = card;
  const { title } = limitOf(policy, limit);
  const until = dueAt === null ? '' : formatDay(lastDayOf(dueAt.getTime()));
  if ((REMINDERS as readonly string[]).includes(threshold)) return `${title}时限将于${until}届满`;
  const after = policy.cards[limit]?.[threshold as (typeof LATE_THRESHOLDS)[number]]?.after;
  const second = threshold !== level ? '，系同一事项的第二张黄牌' : '';
  return `${title}时限于${until}届满，逾期${after ? lengthText(after) : ''}未完成${second}`;
}

function lengthText(length: Length): string {
  if ('workingDays' in length) return `${length.workingDays}个工作日`;
  if ('calendarDays' in length) return `${length.calendarDays}日`;
  const { workingHours } = length;
  return workingHours < 1 ? '不足1个工作小时' : `${Math.round(workingHours * 10) / 10}个工作小时`;
}
