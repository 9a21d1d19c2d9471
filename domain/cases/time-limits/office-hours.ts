import { dayOf, parseTime, startOfDay } from '../../time/civil-time.js';
import type { RegionCalendar } from './region-calendar.js';

/** The parts of a working day, in order: `[{ from: '08:30', to: '12:00' }, { from: '14:00', to: '17:30' }]`. */
export type OfficeHours = readonly { readonly from: string; readonly to: string }[];

const HOUR_MS = 3_600_000;

/** When the office opens on a day, which must be a working day. */
export function officeOpens(day: number, hours: OfficeHours): number {
  return startOfDay(day) + parseTime(hours[0]!.from) * 60_000;
}

/** Close of business of a day. */
export function officeCloses(day: number, hours: OfficeHours): number {
  return startOfDay(day) + parseTime(hours.at(-1)!.to) * 60_000;
}

/**
 * The instant after a number of office hours. A period that ends with the morning ends at noon, not at the beginning of the
 * afternoon.
 */
export function officeHoursAfter(
  at: number,
  hours: number,
  office: OfficeHours,
  calendar: RegionCalendar,
): number {
  let left = hours * HOUR_MS;
  if (left <= 0) return at;
  for (let day = calendar.onOrAfter(dayOf(at)); ; day = calendar.addWorkingDays(day, 1)) {
    for (const { opens, closes } of partsOf(day, office)) {
      const start = Math.max(at, opens);
      if (start >= closes) continue;
      if (left <= closes - start) return start + left;
      left -= closes - start;
    }
  }
}

/** The instant a number of office hours before `at`. */
export function officeHoursBefore(
  at: number,
  hours: number,
  office: OfficeHours,
  calendar: RegionCalendar,
): number {
  let left = hours * HOUR_MS;
  if (left <= 0) return at;
  for (let day = calendar.onOrBefore(dayOf(at)); ; day = calendar.addWorkingDays(day, -1)) {
    for (const { opens, closes } of partsOf(day, office).toReversed()) {
      const end = Math.min(at, closes);
      if (end <= opens) continue;
      if (left <= end - opens) return end - left;
      left -= end - opens;
    }
  }
}

/** Office hours from one instant to another; negative when `to` is the earlier one. */
export function officeHoursBetween(
  from: number,
  to: number,
  office: OfficeHours,
  calendar: RegionCalendar,
): number {
  if (to < from) return -officeHoursBetween(to, from, office, calendar);
  let sum = 0;
  const last = dayOf(to);
  for (let day = calendar.onOrAfter(dayOf(from)); day <= last; day = calendar.addWorkingDays(day, 1)) {
    for (const { opens, closes } of partsOf(day, office)) {
      sum += Math.max(0, Math.min(to, closes) - Math.max(from, opens));
    }
  }
  return sum / HOUR_MS;
}

function partsOf(day: number, office: OfficeHours): { opens: number; closes: number }[] {
  const midnight = startOfDay(day);
  return office.map(({ from, to }) => ({
    opens: midnight + parseTime(from) * 60_000,
    closes: midnight + parseTime(to) * 60_000,
  }));
}
