import { and, or, sql, type Sql } from '../../infra/database/sql.js';

/** What decides which surveys an account may see. Surveys that it may not see do not exist for it (404). */
export interface SurveyReader {
  readonly seesAll: boolean;
  /** The office whose surveys it sees; null: none. */
  readonly office: string | null;
  /** Units whose surveys it sees. */
  readonly units: readonly string[];
}

/** Over the row `s` of the survey. */
export const isVisibleTo = ({ seesAll, office, units }: SurveyReader): Sql =>
  seesAll
    ? and()
    : or(
        office !== null && sql`s.office_code = ${office}`,
        units.length > 0 && sql`s.unit_code = ANY (${units}::text[])`,
      );
