import { dayOf, endOf, shortDay, type Instant } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';

export const kindText = (kind: string): string =>
  t(kind === 'HOT_TOPIC' ? 'surveys.HOT_TOPIC' : 'surveys.SPECIAL');

/** `11月25日至12月9日` */
export function periodText(
  { opensAt, closesAt }: { opensAt: string; closesAt: string },
  now: Instant,
): string {
  const today = dayOf(now);
  return t('surveys.period', {
    from: shortDay(dayOf(opensAt), today),
    to: shortDay(endOf(closesAt).day, today),
  });
}

/** Days on which a survey is open. */
export const daysOpen = ({ opensAt, closesAt }: { opensAt: string; closesAt: string }): number =>
  Math.max(1, Math.round((Date.parse(closesAt) - Date.parse(opensAt)) / 86_400_000));

/** Time that is left, in words: days, then hours. @param seconds from the server, whose clock counts */
export function leftText(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  if (days > 0) return t('surveys.daysLeft', { days });
  const hours = Math.floor(seconds / 3_600);
  return hours > 0 ? t('surveys.hoursLeft', { hours }) : t('surveys.minutesLeft');
}
