import { dayAndTime, type Instant } from '../../lib/dates.js';
import type { WorkingDays } from '../../lib/working-days.js';

const WISH = 'duban.desktop-notifications';
/** Office hours, Beijing time. */
const OFFICE = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
] as const;

/** Whether somebody is at work: nobody is called in the evening. */
export function isOfficeHour(now: Instant, days: WorkingDays): boolean {
  const { day, time } = dayAndTime(now);
  return days.isWorkingDay(day) && OFFICE.some(([from, to]) => time >= from && time < to);
}

/** Browsers have no such notifications over plain HTTP. */
export const canNotify = (): boolean => 'Notification' in globalThis && globalThis.isSecureContext;

/** Whether this browser was asked to, and may. */
export function isWished(): boolean {
  try {
    // The browser answers for the permission last: it asks another process, and waits.
    return canNotify() && localStorage.getItem(WISH) === 'on' && Notification.permission === 'granted';
  } catch {
    return false; // a forbidden storage
  }
}

/** Remembers the wish in this browser, which asks for the permission. @returns whether it will be fulfilled */
export async function wish(isOn: boolean): Promise<boolean> {
  const may = isOn && (await Notification.requestPermission()) === 'granted';
  localStorage.setItem(WISH, may ? 'on' : 'off');
  return may;
}

/** What is unread and has not been shown. @param seen instant of the latest that has, ISO 8601 */
export const newSince = <T extends { readonly at: string; readonly readAt: string | null }>(
  items: readonly T[],
  seen: string,
): readonly T[] => items.filter(({ at, readAt }) => readAt === null && at > seen);
