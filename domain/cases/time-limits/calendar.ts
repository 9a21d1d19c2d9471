import {
  dayOf,
  formatDay,
  parseDay,
  parseTime,
  startOfDay,
  timeOfDay,
  type CivilDay,
} from '../../time/civil-time.js';
import { FIRST_YEAR, LAST_YEAR, RegionCalendar, type DayException } from './region-calendar.js';
import { statutoryDays } from './statutory-days.js';

/** The region that all others inherit from: the state's holidays and the weekends worked in exchange (调休). */
export const NATIONAL = 'CN';

/** A day that differs from its weekday: a holiday, or a weekend day that is worked. */
export interface CalendarDayRow {
  readonly date: CivilDay;
  /** `CN`, or the first 2, 4 or 6 digits of a division's code (GB/T 2260): `5226`. */
  readonly region: string;
  readonly kind: 'holiday' | 'workday';
  /** What the public reads: 国庆节, 州庆. */
  readonly note: string;
  /** The notice or statute that says so. */
  readonly source: string;
}

/** A year whose days are known for a region. */
export interface CoveredYear {
  readonly region: string;
  readonly year: number;
}

export interface CalendarData {
  /** Incremented with every change; clocks store the version they were computed with. */
  readonly version: number;
  readonly days: readonly CalendarDayRow[];
  readonly coveredYears: readonly CoveredYear[];
}

export interface DueDateRequest {
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** 1 or more. */
  readonly workingDays: number;
  readonly region: string;
  /**
   * `HH:mm`. When set, what arrives after it or on a rest day counts as received on the next working day (rule B).
   * Unset, the day of receipt is the day it arrived on, whatever day that is (rule A).
   */
  readonly cutoff?: string;
}

export interface DueDate {
  readonly dueDate: CivilDay;
  /** Epoch milliseconds of 24:00 of that day. */
  readonly dueAt: number;
  /** True when a year is touched whose holidays are not published yet. */
  readonly provisional: boolean;
  /** The days between receipt and due date that are not worked. */
  readonly skipped: readonly { readonly date: CivilDay; readonly note: string }[];
}

/**
 * Working days, computed from rows. A region inherits from the regions with which its code begins and from `CN`, and its own
 * days take precedence: `522601` reads its own days, then those of `5226`, then the state's.
 *
 * Results for a year without data are computed from Monday to Friday without the days off by statute, and marked
 * provisional. That holds for each region of the chain that covers any year, so a year of which only the state's holidays
 * are known is still provisional where local holidays exist.
 */
export class WorkingCalendar {
  readonly version: number;
  private readonly days = new Map<string, Map<number, DayException>>();
  private readonly years = new Map<string, Set<number>>();
  private readonly regions = new Map<string, RegionCalendar>();

  /** @throws {RangeError} with the row that is invalid, contradicts another one or has an unknown region */
  constructor(data: CalendarData) {
    this.version = data.version;
    for (const { date, region, kind, note } of data.days) {
      checkRegion(region);
      const days = getOrAdd(this.days, region, () => new Map<number, DayException>());
      const day = parseDay(date);
      if (kind !== 'holiday' && kind !== 'workday')
        throw new RangeError(`${date} is of no kind '${String(kind)}'`);
      if (days.has(day)) throw new RangeError(`region ${region} has two rows for ${date}`);
      days.set(day, { kind, note });
    }
    for (const { region, year } of data.coveredYears) {
      checkRegion(region);
      getOrAdd(this.years, region, () => new Set<number>()).add(year);
    }
  }

  /**
   * The region's days by number, for frequent callers.
   *
   * @throws {RangeError} when it is neither `CN` nor the beginning of a division's code
   */
  region(region: string): RegionCalendar {
    const known = this.regions.get(region);
    if (known) return known;
    checkRegion(region);
    const chain = chainOf(region);
    const [nearest] = chain.filter((code) => this.days.has(code) || this.years.has(code));
    // Regions without days of their own share the calendar of the region they inherit from.
    const calendar = nearest !== undefined && nearest !== region ? this.region(nearest) : this.build(chain);
    this.regions.set(region, calendar);
    return calendar;
  }

  isWorkingDay(day: CivilDay, region: string): boolean {
    return this.region(region).isWorkingDay(parseDay(day));
  }

  /** The n-th working day after a day, or before it when n is negative; for 0 the day itself. */
  addWorkingDays(day: CivilDay, n: number, region: string): CivilDay {
    if (!Number.isInteger(n)) throw new RangeError(`working days must be a whole number, not ${n}`);
    return formatDay(this.region(region).addWorkingDays(parseDay(day), n));
  }

  /** Working days after `from`, up to and including `to`; negative when `to` is the earlier one. */
  workingDaysBetween(from: CivilDay, to: CivilDay, region: string): number {
    return this.region(region).workingDaysBetween(parseDay(from), parseDay(to));
  }

  /** Working days of a period, its first and last day included. */
  countWorkingDays(first: CivilDay, last: CivilDay, region: string): number {
    return this.region(region).workingDaysBetween(parseDay(first) - 1, parseDay(last));
  }

  /** A period of calendar days (日); one that ends on a rest day ends on the next working day. */
  addCalendarDays(day: CivilDay, n: number, region: string): CivilDay {
    return formatDay(this.region(region).onOrAfter(parseDay(day) + n));
  }

  /**
   * The day by which something received at an instant is due: the day after receipt is day 1, and the whole of the
   * last day counts.
   *
   * @throws {RangeError} with the name of the invalid argument
   */
  dueDate({ receivedAt, workingDays, region, cutoff }: DueDateRequest): DueDate {
    if (!Number.isInteger(workingDays) || workingDays < 1) {
      throw new RangeError(`workingDays must be a whole number from 1, not ${workingDays}`);
    }
    const calendar = this.region(region);
    const due = calendar.addWorkingDays(receiptDay(receivedAt, calendar, cutoff), workingDays);
    const arrived = dayOf(receivedAt);
    const skipped: { date: CivilDay; note: string }[] = [];
    for (let day = arrived + 1; day < due; day += 1) {
      if (!calendar.isWorkingDay(day)) skipped.push({ date: formatDay(day), note: calendar.restNote(day) });
    }
    return {
      dueDate: formatDay(due),
      dueAt: startOfDay(due + 1),
      provisional: calendar.isProvisional(arrived, due),
      skipped,
    };
  }

  private build(chain: readonly string[]): RegionCalendar {
    const exceptions = daysByStatute();
    for (const code of chain.toReversed()) {
      for (const [day, exception] of this.days.get(code) ?? []) exceptions.set(day, exception);
    }
    const covered = [NATIONAL, ...chain]
      .map((code) => this.years.get(code))
      .filter((years) => years !== undefined);
    return new RegionCalendar(
      exceptions,
      (year) => covered.length > 0 && covered.every((years) => years.has(year)),
    );
  }
}

/** The day that counts as the day of receipt; see {@link DueDateRequest.cutoff}. */
export function receiptDay(receivedAt: number, calendar: RegionCalendar, cutoff?: string): number {
  const day = dayOf(receivedAt);
  if (cutoff === undefined) return day;
  const late = timeOfDay(receivedAt) > parseTime(cutoff) * 60_000;
  return calendar.onOrAfter(late ? day + 1 : day);
}

/** Days off of every year, whether or not its notice is published; a row for such a day takes precedence. */
function daysByStatute(): Map<number, DayException> {
  const exceptions = new Map<number, DayException>();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (const { date, note } of statutoryDays(year))
      exceptions.set(parseDay(date), { kind: 'holiday', note });
  }
  return exceptions;
}

/** The region itself, what its code begins with, the state. */
function chainOf(region: string): string[] {
  if (region === NATIONAL) return [NATIONAL];
  const prefixes = [6, 4, 2]
    .filter((length) => length <= region.length)
    .map((length) => region.slice(0, length));
  return [...prefixes, NATIONAL];
}

function checkRegion(region: string): void {
  if (region !== NATIONAL && !/^(\d{2}){1,3}$/.test(region))
    throw new RangeError(`there is no region '${region}'`);
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
