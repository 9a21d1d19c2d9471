import { formatDay, parseDay, weekdayOf } from '../time/civil-time.js';
import { detail, type Text } from '../messages/index.js';

/** A day as a text writes it, and where. Month and year that are left out are those of the day before it. */
export interface WrittenDay {
  /** YYYY-MM-DD */
  readonly date: string;
  /** In the text: index of its first character and of the one after it. */
  readonly from: number;
  readonly to: number;
}

/** A text whose days cannot be read as they are meant. */
export class UnreadableDays extends Error {
  constructor(readonly text: Text) {
    super(text.code);
  }
}

const DAY = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?/g;
const WEEKDAY = /(?:周|星期)([日一二三四五六天])/;
const WEEKDAYS = '日一二三四五六';
/** Between the first and the last day of a period. */
const UNTIL = /^(?:至|到|-|—+|–|~)$/;
/** Between days that are listed. */
const AND = /^(?:、|和|及|与|,)$/;
const LONGEST_PERIOD = 20;

/**
 * The days of a clause, as single days in order: `2月15日(周日)至23日(周一)` are nine. A weekday in brackets is compared with the day.
 *
 * @param text normalised (NFKC), without white space
 * @param year of days without one
 * @throws {UnreadableDays}
 */
export function daysIn(text: string, year: number): string[] {
  const written = writtenDays(text, year);
  const days: string[] = [];
  written.forEach(({ date, from }, index) => {
    const before = written[index - 1];
    const joint = before ? text.slice(before.to, from) : '';
    if (!before || AND.test(joint)) days.push(date);
    else if (UNTIL.test(joint)) days.push(...daysAfter(before.date, date));
    else throw new UnreadableDays(detail('cases.noticeJoint', { text: joint }));
  });
  return days;
}

/** The days after the first one, up to and including the last. */
function daysAfter(first: string, last: string): string[] {
  const [from, to] = [parseDay(first), parseDay(last)];
  if (to <= from || to - from > LONGEST_PERIOD)
    throw new UnreadableDays(detail('cases.noticePeriod', { from: first, to: last }));
  return Array.from({ length: to - from }, (_, index) => formatDay(from + 1 + index));
}

function writtenDays(text: string, ofYear: number): WrittenDay[] {
  let [year, month] = [ofYear, 0];
  return [...text.matchAll(DAY)].map((match) => {
    const [whole, writtenYear, writtenMonth, day, brackets = ''] = match;
    year = Number(writtenYear ?? year);
    month = Number(writtenMonth ?? month);
    const date = `${year}-${String(month).padStart(2, '0')}-${day!.padStart(2, '0')}`;
    const number = numberOf(date, whole);
    const weekday = WEEKDAY.exec(brackets)?.[1]?.replace('天', '日');
    const actual = WEEKDAYS[weekdayOf(number)]!;
    if (weekday !== undefined && weekday !== actual)
      throw new UnreadableDays(detail('cases.noticeWeekday', { on: date, weekday: `周${actual}` }));
    return { date, from: match.index, to: match.index + whole.length };
  });
}

function numberOf(date: string, written: string): number {
  try {
    return parseDay(date);
  } catch {
    throw new UnreadableDays(detail('cases.noticeNoDay', { text: written }));
  }
}
