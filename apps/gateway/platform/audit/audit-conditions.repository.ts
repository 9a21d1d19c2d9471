import { sql, type Sql } from '../../../../infra/database/sql.js';

/** Condition over entries: acts of an account, by its id or user name, or of a program. */
export const isOf = (account: string): Sql =>
  sql`account IN (${account}, (SELECT id::text FROM account WHERE username = ${account}))`;
