import { addDays, weekdayOf } from '../../lib/dates.js';

/** A day that differs from its weekday. */
export interface YearDay {
  readonly date: string;
  readonly kind: 'holiday' | 'workday';
  readonly note: string;
}

export interface YearFigures {
  readonly worked: number;
  /** Days off that are named, weekend days among them included. */
  readonly off: number;
  /** Weekend days worked in exchange. */
  readonly exchanged: number;
}

export const isWorked = (date: string, day: YearDay | undefined): boolean =>
  day ? day.kind === 'workday' : weekdayOf(date) % 6 !== 0;

/** The days of a month, YYYY-MM-DD. @param month from 1 */
export function daysOfMonth(year: number, month: number): string[] {
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const days: string[] = [];
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = addDays(day, 1)) days.push(day);
  return days;
}

export function figuresOf(year: number, days: readonly YearDay[]): YearFigures {
  const known = new Map(days.map((day) => [day.date, day]));
  const all = Array.from({ length: 12 }, (_, index) => daysOfMonth(year, index + 1)).flat();
  return {
    worked: all.filter((date) => isWorked(date, known.get(date))).length,
    off: days.filter(({ kind }) => kind === 'holiday').length,
    exchanged: days.filter(({ kind }) => kind === 'workday').length,
  };
}

/** The same days of another year: a holiday of the prefecture that the statute sets on fixed days. */
export const inYear = (days: readonly YearDay[], year: number): YearDay[] =>
  days.map((day) => ({ ...day, date: `${year}${day.date.slice(4)}` }));

interface ProposedYear {
  readonly year: number;
  readonly days: readonly YearDay[];
  readonly local?: { readonly days: readonly YearDay[] };
}

/** The days that a proposal of the calendar has for a year; null: it is about another year. */
export function proposedDays(content: object, year: number): YearDay[] | null {
  const proposed = content as ProposedYear;
  return proposed.year === year ? [...proposed.days, ...(proposed.local?.days ?? [])] : null;
}
