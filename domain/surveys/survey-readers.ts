import { and, or, sql, type Sql } from '../../infra/database/sql.js';

/** What decides which surveys an account may see. Surveys that it may not see do not exist for it (404). */
export interface SurveyReader {
  readonly seesAll: boolean;
  /** The offices whose surveys it sees: its own, and those that it continues. */
  readonly offices: readonly string[];
  /** Units whose surveys it sees. */
  readonly units: readonly string[];
}

/** Over the row `s` of the survey. */
export const isVisibleTo = ({ seesAll, offices, units }: SurveyReader): Sql =>
  seesAll
    ? and()
    : or(
        offices.length > 0 && sql`s.office_code = ANY (${offices}::text[])`,
        units.length > 0 && sql`s.unit_code = ANY (${units}::text[])`,
      );
