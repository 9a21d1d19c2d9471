import { sql, type Sql } from '../../../infra/database/sql.js';

/** Whether a unit is another one or below it. @param unit expression @param above code */
export const isWithin = (unit: Sql, above: string): Sql =>
  sql`${unit} IN (SELECT w.code FROM unit w WHERE ${above} = ANY (w.path))`;
