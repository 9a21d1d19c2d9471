import { parseDay, weekdayOf } from '../time/civil-time.js';
import { detail, type Text } from '../messages/index.js';
import { daysIn, UnreadableDays } from './read-days.js';

/** A day that differs from its weekday. `date`: YYYY-MM-DD. */
export interface EnteredDay {
  readonly date: string;
  readonly kind: 'holiday' | 'workday';
  readonly note: string;
}

/** A holiday of a notice with its days. */
export interface NoticedHoliday {
  readonly name: string;
  /** Line of the notice, from 1. */
  readonly line: number;
  /** Days off, and weekend days worked in exchange; YYYY-MM-DD, in order. */
  readonly off: readonly string[];
  readonly worked: readonly string[];
}

export interface NoticeFault {
  /** From 1; null: the notice as a whole. */
  readonly line: number | null;
  readonly text: Text;
}

export interface ReadNotice {
  readonly holidays: readonly NoticedHoliday[];
  /** Days of the year, in order. */
  readonly days: readonly EnteredDay[];
  /** Days of the year before or after it, which belong to the calendar of that year. */
  readonly outside: readonly EnteredDay[];
  /** Statutory holidays that no line names. */
  readonly missing: readonly string[];
  /** Sentences about days that change nothing: 鼓励…除夕休息. */
  readonly ignored: readonly { readonly line: number; readonly text: string }[];
  readonly faults: readonly NoticeFault[];
}

/** 《全国年节及纪念日放假办法》第二条. */
const STATUTORY = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'];
const HAS_DAY = /\d{1,2}日/;
const OFF = /放假|补休/;
const WORKED = /上班/;
/** A holiday that a weekend follows has fewer days than it lasts. */
const WITH_WEEKEND = /连休/;
const COUNTED = /(?:共|放假)(\d{1,2})天/;
const NUMBERED = /^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\d{1,2}[、.])/;
const NAMED = /^([^\d:。,]{2,40}):(.+)$/;
const TITLE = /(\d{4})年(?:部分)?节假日/;

/**
 * Reads the yearly notice of the State Council (国务院办公厅关于…年部分节假日安排的通知): each holiday in a line or a numbered paragraph,
 * `春节:2月15日(周日)至23日(周一)放假调休,共9天。2月14日(周六)上班。` Counts of days and weekdays are compared with the calendar. Whatever
 * speaks of days off and cannot be read is a fault with its line; nothing is guessed.
 */
export function readNotice(notice: string, year: number): ReadNotice {
  const faults: NoticeFault[] = [];
  const holidays: NoticedHoliday[] = [];
  const ignored: { line: number; text: string }[] = [];
  for (const { line, text } of paragraphs(notice)) {
    const title = TITLE.exec(text)?.[1];
    if (title !== undefined && Number(title) !== year)
      faults.push({ line, text: detail('cases.noticeOfOtherYear', { year: title }) });
    const [, name, words] = NAMED.exec(text.replace(NUMBERED, '')) ?? [];
    if (!HAS_DAY.test(text) || !(OFF.test(text) || WORKED.test(text))) continue;
    if (name === undefined) {
      faults.push({ line, text: detail('cases.noticeLineUnread', { text: text.slice(0, 40) }) });
      continue;
    }
    try {
      const read = readHoliday(words!, year);
      holidays.push({ name, line, off: read.off, worked: read.worked });
      ignored.push(...read.ignored.map((sentence) => ({ line, text: sentence })));
    } catch (error) {
      if (!(error instanceof UnreadableDays)) throw error;
      faults.push({ line, text: error.text });
    }
  }
  if (holidays.length === 0 && faults.length === 0)
    faults.push({ line: null, text: detail('cases.noticeWithoutHolidays') });
  const all = daysOf(holidays);
  faults.push(...repeatedDays(holidays));
  return {
    ...{ holidays, ignored, faults },
    days: all.filter(({ date }) => date.startsWith(`${year}-`)),
    outside: all.filter(({ date }) => !date.startsWith(`${year}-`)),
    missing: STATUTORY.filter((name) => !holidays.some((holiday) => holiday.name.includes(name))),
  };
}

/** Lines, and numbered paragraphs that were pasted into one line; without white space, in plain characters. */
function paragraphs(notice: string): { line: number; text: string }[] {
  return notice.split(/\r\n|\r|\n/).flatMap((written, index) =>
    written
      .normalize('NFKC')
      .replace(/\s/g, '')
      .split(/(?=[一二三四五六七八九十]+、[^\d:。]{2,40}:)/)
      .map((text) => ({ line: index + 1, text })),
  );
}

/** @throws {UnreadableDays} */
function readHoliday(words: string, year: number): { off: string[]; worked: string[]; ignored: string[] } {
  const read = { off: [] as string[], worked: [] as string[], ignored: [] as string[] };
  for (const sentence of words.split(/[。;]/).filter((text) => HAS_DAY.test(text))) {
    if (WORKED.test(sentence)) {
      const days = daysIn(sentence, year);
      const weekday = days.find((day) => !isWeekend(day));
      if (weekday !== undefined)
        throw new UnreadableDays(detail('cases.noticeWorkedWeekday', { on: weekday }));
      read.worked.push(...days);
    } else if (OFF.test(sentence)) read.off.push(...daysOff(sentence, year));
    else read.ignored.push(sentence);
  }
  if (read.off.length === 0) throw new UnreadableDays(detail('cases.noticeNoDaysOff'));
  return read;
}

/** Clause by clause: `4月5日放假,4月6日(星期一)补休`. */
function daysOff(sentence: string, year: number): string[] {
  const days = sentence.split(',').flatMap((clause) => daysIn(clause, year));
  const count = COUNTED.exec(sentence)?.[1];
  if (count !== undefined && Number(count) !== days.length && !WITH_WEEKEND.test(sentence))
    throw new UnreadableDays(detail('cases.noticeCount', { written: count, counted: days.length }));
  return days;
}

function daysOf(holidays: readonly NoticedHoliday[]): EnteredDay[] {
  const days = holidays.flatMap(({ name, off, worked }) => [
    ...off.map((date) => ({ date, kind: 'holiday' as const, note: name })),
    ...worked.map((date) => ({ date, kind: 'workday' as const, note: name })),
  ]);
  return days.sort((a, b) => a.date.localeCompare(b.date));
}

function repeatedDays(holidays: readonly NoticedHoliday[]): NoticeFault[] {
  const seen = new Set<string>();
  return holidays.flatMap(({ line, off, worked }) =>
    [...off, ...worked].flatMap((on) => {
      const isRepeated = seen.has(on);
      seen.add(on);
      return isRepeated ? [{ line, text: detail('cases.noticeDayTwice', { on }) }] : [];
    }),
  );
}

const isWeekend = (date: string): boolean => weekdayOf(parseDay(date)) % 6 === 0;
