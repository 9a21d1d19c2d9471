import { queryRow, type Executor } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import type { Month, MonthFigures } from '../cases/portal/portal.js';
import {
  CLOSED,
  COUNTS_AS_DUE,
  FALLS_DUE,
  IS_HANDLING,
  IS_ON_TIME,
  IS_ORDINARY_LETTER,
  IS_RATED,
  IS_SATISFIED,
  RECEIVED,
} from './figures/figure-conditions.js';

interface Row {
  readonly received: number;
  readonly answered: number;
  readonly due: number;
  readonly onTime: number;
  readonly closed: number;
  readonly rated: number;
  readonly satisfied: number;
}

/** Letters in figures for the public. Accusations and other secret letters are in none of them. */
export class LetterFiguresRepository {
  constructor(private readonly db: Executor) {}

  /**
   * Counts a month by the formulas of figures.ts.
   *
   * @param at overdue until this instant
   */
  async ofMonth(month: Month, at: Date): Promise<MonthFigures> {
    const row = await queryRow<Row>(
      this.db,
      sql`WITH due AS (
          SELECT ${IS_ON_TIME} AS on_time FROM clock c JOIN process p ON p.id = c.process_id
          WHERE ${IS_HANDLING} AND ${IS_ORDINARY_LETTER} AND ${FALLS_DUE(month, at)} AND ${COUNTS_AS_DUE}
        ), closed AS (
          SELECT ${IS_RATED} AS rated, ${IS_SATISFIED} AS satisfied FROM process p
          WHERE ${IS_ORDINARY_LETTER} AND ${CLOSED(month)}
        )
        SELECT (SELECT count(*)::int FROM letter l JOIN process p ON p.id = l.process_id
            WHERE ${RECEIVED(month)} AND ${IS_ORDINARY_LETTER}) AS received,
          (SELECT count(*)::int FROM (
            SELECT min(t.closed_at) AS at FROM task t JOIN process p ON p.id = t.process_id
            WHERE ${IS_ORDINARY_LETTER} AND t.name IN ('review', 'reviewAnswer') AND t.outcome = 'pass'
            GROUP BY t.process_id
          ) first WHERE first.at >= ${month.from} AND first.at < ${month.to}) AS answered,
          (SELECT count(*)::int FROM due) AS due,
          (SELECT count(*)::int FROM due WHERE on_time) AS "onTime",
          (SELECT count(*)::int FROM closed) AS closed,
          (SELECT count(*)::int FROM closed WHERE rated) AS rated,
          (SELECT count(*)::int FROM closed WHERE satisfied) AS satisfied`,
    );
    const { received, answered, due, onTime, closed, rated, satisfied } = row!;
    return {
      ...{ received, answered },
      onTime: { count: onTime, of: due },
      rated: { count: rated, of: closed },
      satisfied: { count: satisfied, of: rated },
    };
  }
}
