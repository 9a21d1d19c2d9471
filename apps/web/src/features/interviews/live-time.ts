import { readDay, startOf } from '../../lib/dates.js';

/** A time of day as it is typed: `10:00`, `10：00`, `1000`, `9.30`. @returns minutes since midnight; null: it is none */
export function readTime(text: string): number | null {
  const typed = text.normalize('NFKC').replace(/\s/g, '');
  const match = /^(\d{1,2})[:.时点](\d{2})分?$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed);
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** The instant of a day (YYYY-MM-DD, Asia/Shanghai) and a time that was typed, ISO 8601; null: one of them is none. */
export function instantOf(day: string | null, time: string, today: string): string | null {
  const minutes = readTime(time);
  if (day === null || minutes === null || readDay(day, today) === null) return null;
  return new Date(Date.parse(startOf(day)) + minutes * 60_000).toISOString();
}
