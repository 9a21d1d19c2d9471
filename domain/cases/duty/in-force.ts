import { businessNow } from '../../time/business-clock.js';
import { dayOf, formatDay, parseDay } from '../../time/civil-time.js';
import { identifier, sql, type Sql } from '../../../infra/database/sql.js';

/** Today by the business clock: YYYY-MM-DD, Asia/Shanghai. */
export const today = (): string => formatDay(dayOf(businessNow()));

/** @param day YYYY-MM-DD */
export const dayBefore = (day: string): string => formatDay(parseDay(day) - 1);

/** The day so many days before today: YYYY-MM-DD, Asia/Shanghai. */
export const daysAgo = (days: number): string => formatDay(dayOf(businessNow()) - days);

/** Whether a duty entry is in force on a day, as a condition over its row. @param day YYYY-MM-DD, Asia/Shanghai */
export function isEntryInForce(row: string, day: string): Sql {
  const e = identifier(row);
  return sql`(${e}.from_day <= ${day}::date AND coalesce(${e}.until_day >= ${day}::date, true))`;
}

/** Whether a row of the view `substitution` holds on a day. @param day YYYY-MM-DD, Asia/Shanghai */
export function isOn(row: string, day: string): Sql {
  const s = identifier(row);
  return sql`${day}::date BETWEEN ${s}.from_day AND ${s}.until_day`;
}
