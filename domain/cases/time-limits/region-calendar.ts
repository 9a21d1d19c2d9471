import { parseDay, weekdayOf, yearOf } from '../../time/civil-time.js';

/** Range of years of the calendar. */
export const FIRST_YEAR = 2000;
export const LAST_YEAR = 2099;
const FIRST_DAY = parseDay(`${FIRST_YEAR}-01-01`);
const LAST_DAY = parseDay(`${LAST_YEAR}-12-31`);

/** A day that differs from its weekday, and why. */
export interface DayException {
  readonly kind: 'holiday' | 'workday';
  readonly note: string;
}

/**
 * The working days of one region from 2000 to 2099, by day numbers. Two arrays are computed once, so that a due date takes
 * well under a millisecond.
 *
 * Every method throws {RangeError} outside of those years.
 */
export class RegionCalendar {
  private readonly workingDays: Int32Array;
  /** For each day: how many working days there are up to and including it. */
  private readonly upTo: Int32Array;

  /** @param isCovered whether the holidays of a year are known */
  constructor(
    private readonly exceptions: ReadonlyMap<number, DayException>,
    private readonly isCovered: (year: number) => boolean,
  ) {
    const length = LAST_DAY - FIRST_DAY + 1;
    this.upTo = new Int32Array(length);
    const workingDays = new Int32Array(length);
    let count = 0;
    for (let day = FIRST_DAY; day <= LAST_DAY; day += 1) {
      const exception = exceptions.get(day);
      const works = exception ? exception.kind === 'workday' : !isWeekend(day);
      if (works) workingDays[count++] = day;
      this.upTo[day - FIRST_DAY] = count;
    }
    this.workingDays = workingDays.subarray(0, count);
  }

  isWorkingDay(day: number): boolean {
    return this.countUpTo(day) > this.countUpTo(day - 1);
  }

  /** Working days after `from`, up to and including `to`; negative when `to` is the earlier one. */
  workingDaysBetween(from: number, to: number): number {
    return this.countUpTo(to) - this.countUpTo(from);
  }

  /** The n-th working day after a day, or before it when n is negative; for 0 the day itself, working or not. */
  addWorkingDays(day: number, n: number): number {
    if (n === 0) return day;
    const index = n > 0 ? this.countUpTo(day) + n - 1 : this.countUpTo(day - 1) + n;
    const found = this.workingDays[index];
    if (found === undefined) throw outside();
    return found;
  }

  /** The day itself when it is worked, else the next working day. */
  onOrAfter(day: number): number {
    return this.addWorkingDays(day - 1, 1);
  }

  /** The day itself when it is worked, else the last working day before it. */
  onOrBefore(day: number): number {
    return this.addWorkingDays(day + 1, -1);
  }

  /** Whether a period touches a year whose holidays are not known: only those by statute are then off beside weekends. */
  isProvisional(from: number, to: number): boolean {
    for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!this.isCovered(year)) return true;
    return false;
  }

  /** Why a day is not worked: the holiday's name, else the weekday. */
  restNote(day: number): string {
    return this.exceptions.get(day)?.note ?? (weekdayOf(day) === 0 ? '周日' : '周六');
  }

  /** The days of a year that differ from their weekday, in order, and whether the holidays of the year are known. */
  year(year: number): {
    readonly covered: boolean;
    readonly days: readonly (DayException & { readonly day: number })[];
  } {
    const days = [...this.exceptions]
      .filter(([day]) => yearOf(day) === year)
      .sort(([a], [b]) => a - b)
      .map(([day, exception]) => ({ day, ...exception }));
    return { covered: this.isCovered(year), days };
  }

  private countUpTo(day: number): number {
    const count = day === FIRST_DAY - 1 ? 0 : this.upTo[day - FIRST_DAY];
    if (count === undefined) throw outside();
    return count;
  }
}

const isWeekend = (day: number): boolean => weekdayOf(day) % 6 === 0;
const outside = (): RangeError =>
  new RangeError(`the working-day calendar covers ${FIRST_YEAR} to ${LAST_YEAR}`);
