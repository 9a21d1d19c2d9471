/** Instants and days as pages write them: always Beijing time, whatever the machine's zone. A day is `YYYY-MM-DD`. */
import { t } from '../messages/t.js';

export const ZONE = 'Asia/Shanghai';
const DAY_MS = 86_400_000;

/** ISO 8601, epoch milliseconds, or a Date. */
export type Instant = string | number | Date;

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** Day and time (`HH:mm`) of an instant. */
export function dayAndTime(instant: Instant): { readonly day: string; readonly time: string } {
  const found = Object.fromEntries(
    parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  );
  return {
    day: `${found['year']}-${found['month']}-${found['day']}`,
    time: `${found['hour']}:${found['minute']}`,
  };
}

/** The day that an instant lies in. */
export const dayOf = (instant: Instant): string => dayAndTime(instant).day;

/** `10:24` */
export const timeOf = (instant: Instant): string => dayAndTime(instant).time;

/** Day and time of an instant at which something ends: midnight is 24:00 of the day before. */
export function endOf(instant: Instant): { readonly day: string; readonly time: string } {
  const { day, time } = dayAndTime(instant);
  return time === '00:00' ? { day: addDays(day, -1), time: '24:00' } : { day, time };
}

/** The instant at which a day begins, ISO 8601. */
export const startOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

export function addDays(day: string, n: number): string {
  return new Date(epochDay(day) * DAY_MS + n * DAY_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01: for counting, not for instants. */
export const epochDay = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** 0: Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** `周四` */
export const weekdayName = (day: string): string => t('dates.weekdays').split(' ')[weekdayOf(day)]!;

/** `11月26日`, with the year when it is another one than today's. */
export function shortDay(day: string, today: string): string {
  const [year, month, date] = numbersOf(day);
  const text = t('dates.monthDay', { month, day: date });
  return day.slice(0, 4) === today.slice(0, 4) ? text : t('dates.withYear', { year, rest: text });
}

/** Of lists: `11月26日（周四）`. */
export const listDay = (day: string, today: string): string =>
  t('dates.withWeekday', { day: shortDay(day, today), weekday: weekdayName(day) });

/** Of documents: `2026年11月26日`. */
export function documentDay(day: string): string {
  const [year, month, date] = numbersOf(day);
  return t('dates.withYear', { year, rest: t('dates.monthDay', { month, day: date }) });
}

/** Of lists: `11月26日 10:24`, today only `10:24`. */
export function listInstant(instant: Instant, now: Instant): string {
  const [{ day, time }, today] = [dayAndTime(instant), dayOf(now)];
  return day === today ? time : `${shortDay(day, today)} ${time}`;
}

/** Of lists, of an instant at which something ends: `12月4日 24:00`. */
export function listEnd(instant: Instant, now: Instant): string {
  const { day, time } = endOf(instant);
  return `${shortDay(day, dayOf(now))} ${time}`;
}

/** Of an instant at which something is due: `12月14日（周一）24:00`. */
export function dueText(instant: Instant, now: Instant): string {
  const { day, time } = endOf(instant);
  return `${listDay(day, dayOf(now))}${time}`;
}

/**
 * The day that somebody has typed: `20261126`, `2026-11-26`, `2026/11/26`, `2026.11.26`, `2026年11月26日`, and without a year (this
 * one) `11.26`, `11-26`, `11月26日`. Full-width digits and spaces are accepted. @returns null when it is no day
 */
export function readDay(text: string, today: string): string | null {
  const typed = text.normalize('NFKC').replace(/\s/g, '').replace(/。/g, '.');
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ??
    /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(typed);
  if (!match) return null;
  const [, year = today.slice(0, 4), month, date] = match;
  const day = `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`;
  const parsed = new Date(`${day}T00:00:00Z`);
  // 31 June becomes 1 July, or no date at all.
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === day ? day : null;
}

const numbersOf = (day: string): [number, number, number] =>
  day.split('-').map(Number) as [number, number, number];
