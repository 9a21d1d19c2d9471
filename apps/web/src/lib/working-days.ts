import { epochDay, weekdayOf } from './dates.js';

/** A day that differs from its weekday, as the server's calendar lists it. `date`: YYYY-MM-DD. */
export interface SpecialDay {
  readonly date: string;
  readonly kind: 'holiday' | 'workday';
  readonly note: string;
}

/**
 * Counts working days between due dates and today. It decides nothing: due dates come from the server, and a test holds this
 * count to the server's on every day of 2015 to 2026.
 */
export class WorkingDays {
  private readonly special: ReadonlyMap<string, SpecialDay>;

  /** @param days of the region, its own and the inherited ones */
  constructor(days: readonly SpecialDay[]) {
    this.special = new Map(days.map((day) => [day.date, day]));
  }

  isWorkingDay(day: string): boolean {
    const special = this.special.get(day);
    return special ? special.kind === 'workday' : weekdayOf(day) % 6 !== 0;
  }

  /** Why a day is not worked: the holiday's name; undefined for weekends and working days. */
  holidayName(day: string): string | undefined {
    const special = this.special.get(day);
    return special?.kind === 'holiday' ? special.note : undefined;
  }

  /** Working days after `from`, up to and including `to`; negative when `to` is the earlier one. */
  between(from: string, to: string): number {
    const [first, last] = [epochDay(from), epochDay(to)];
    if (last < first) return -this.between(to, from);
    // Whole weeks hold five, then the days left over are looked at, then what differs from its weekday.
    const weeks = Math.floor((last - first) / 7);
    let count = weeks * 5;
    for (let day = first + weeks * 7 + 1; day <= last; day += 1) if (!isWeekend(day)) count += 1;
    for (const { date, kind } of this.special.values()) {
      const day = epochDay(date);
      if (day <= first || day > last) continue;
      if (kind === 'holiday' && !isWeekend(day)) count -= 1;
      if (kind === 'workday' && isWeekend(day)) count += 1;
    }
    return count;
  }
}

/** 1970-01-01 was a Thursday. */
const isWeekend = (day: number): boolean => ((day + 4) % 7) % 6 === 0;
