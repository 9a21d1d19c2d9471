import { sql, type Sql } from '../../../infra/database/sql.js';

/**
 * The name that a unit had on the day of an instant, over its row `u`: cards and figures of the past keep the names of their time.
 *
 * @param at an instant
 */
export const unitNameAt = (at: Sql): Sql => sql`coalesce(
  (SELECT f.name FROM unit_former_name f
    WHERE f.unit_code = u.code AND f.last_day >= (${at} AT TIME ZONE 'Asia/Shanghai')::date ORDER BY f.last_day LIMIT 1),
  u.name)`;
