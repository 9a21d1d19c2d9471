import { raw, sql, type Sql } from '../../../infra/database/sql.js';
import type { WorkingDayRows } from './working-day-rows.js';

export const ZONE = sql`'Asia/Shanghai'`;

/** A CTE `days`, for `workedDays`. */
export const daysTable = ({ days, before, works }: WorkingDayRows): Sql =>
  sql`days AS (
    SELECT * FROM unnest(${days}::date[], ${before}::int[], ${works}::int[]) AS d (day, before, works)
  )`;

/** Joins the day of an instant, over `days`. */
export const dayOfInstant = (alias: 'a' | 'b', at: Sql): Sql =>
  sql`LEFT JOIN days ${raw(alias)} ON ${raw(alias)}.day = (${at} AT TIME ZONE ${ZONE})::date`;

/** Working days between two instants whose days are `a` and `b`, with fractions: rest days count nothing. */
export const workedDays = (from: Sql, to: Sql): Sql =>
  sql`(b.before + b.works * ${partOfDay(to)} - coalesce(a.before + a.works * ${partOfDay(from)}, 0))`;
const partOfDay = (at: Sql): Sql =>
  sql`extract(epoch FROM (${at} AT TIME ZONE ${ZONE})::time)::float8 / 86400`;
