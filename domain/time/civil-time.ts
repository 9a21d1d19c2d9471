/**
 * Civil time of Asia/Shanghai. The zone is fixed at +08:00 (China has had no summer time since 1991), so the time zone of
 * the machine does not matter. Instants are epoch milliseconds, days are numbers counted from 1970-01-01.
 */

/** A calendar day in Asia/Shanghai, written `YYYY-MM-DD`. */
export type CivilDay = string;

const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const CIVIL_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?$/;
const ABSOLUTE_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Number of the day on which an instant falls. */
export function dayOf(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS);
}

/** 00:00 of a day; 24:00 of a day is the start of the next. */
export function startOfDay(day: number): number {
  return day * DAY_MS - OFFSET_MS;
}

/** The last day that a period ending at `end` touches: 24:00 belongs to the day that it ends. */
export function lastDayOf(end: number): number {
  return dayOf(end - 1);
}

/** @throws {RangeError} when the text is not a day of the calendar */
export function parseDay(text: CivilDay): number {
  const at = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  // V8 reads 2015-02-30 as 2 March.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) {
    throw new RangeError(`'${text}' is not a day YYYY-MM-DD`);
  }
  return at / DAY_MS;
}

export function isDay(text: string): text is CivilDay {
  try {
    parseDay(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export function formatDay(day: number): CivilDay {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

/**
 * Minutes since 00:00 of a time of day `HH:mm`.
 *
 * @throws {RangeError} when it is not one
 */
export function parseTime(text: string): number {
  const match = TIME.exec(text);
  if (!match) throw new RangeError(`'${text}' is not a time HH:mm`);
  return Number(match[1]) * 60 + Number(match[2]);
}

/** Milliseconds since 00:00 of the instant's day. */
export function timeOfDay(at: number): number {
  return at - startOfDay(dayOf(at));
}

/**
 * Epoch milliseconds of an ISO 8601 text: an instant with `Z` or an offset; without one it is read as Asia/Shanghai;
 * a bare day is its 00:00.
 *
 * @throws {RangeError} when it is neither
 */
export function parseInstant(text: string): number {
  if (DAY.test(text)) return startOfDay(parseDay(text));
  const civil = CIVIL_INSTANT.test(text);
  if (!civil && !ABSOLUTE_INSTANT.test(text)) throw new RangeError(`'${text}' is not an ISO 8601 instant`);
  parseDay(text.slice(0, 10));
  const at = Date.parse(civil ? `${text}+08:00` : text);
  if (Number.isNaN(at)) throw new RangeError(`'${text}' is not an ISO 8601 instant`);
  return at;
}

/** ISO 8601 with the offset +08:00, to the second. */
export function formatInstant(at: number): string {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** A limit as people write it, to the minute: `2026-12-04 17:30`. The midnight that ends a day is its 24:00. */
export function limitText(at: number): string {
  const [day, time] = [formatInstant(at).slice(0, 10), formatInstant(at).slice(11, 16)];
  return time === '00:00' ? `${formatInstant(at - 1).slice(0, 10)} 24:00` : `${day} ${time}`;
}
