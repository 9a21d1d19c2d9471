import { or, sql, type Sql } from '../../infra/database/sql.js';

/** What decides which interviews an account may see. Interviews that it may not see do not exist for it (404). */
export interface InterviewReader {
  /** Id of the account: a member of the crew sees the interview. */
  readonly account: string;
  readonly seesAll: boolean;
  /** The offices whose interviews it sees: its own, and those that it continues. */
  readonly offices: readonly string[];
  /** Units whose interviews it sees. */
  readonly units: readonly string[];
}

/** Over the row `i` of the interview. */
export const isVisibleTo = ({ account, seesAll, offices, units }: InterviewReader): Sql =>
  seesAll
    ? sql`true`
    : or(
        sql`EXISTS (SELECT 1 FROM interview_crew m WHERE m.interview_id = i.id AND m.account_id = ${account})`,
        offices.length > 0 && sql`i.office = ANY (${offices}::text[])`,
        units.length > 0 && sql`i.unit_code = ANY (${units}::text[])`,
      );

/** Over the row `p` of the interview's process. */
export const isInterviewVisibleTo = (reader: InterviewReader): Sql =>
  sql`EXISTS (SELECT 1 FROM interview i WHERE i.id = p.id AND ${isVisibleTo(reader)})`;
