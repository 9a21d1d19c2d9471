import { queryRow, type Executor } from '../../infra/database/query.js';
import { sql } from '../../infra/database/sql.js';
import type { Month, MonthFigures } from '../cases/portal/portal.js';
import { isSecret } from '../cases/secrecy/secrecy.js';
import { IS_SIGNATURE } from './letters.repository.js';

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
   * Counts a month. Punctuality is counted over the handling clocks that ended in the month: what is not due yet, what was
   * returned or withdrawn without an answer, and what is suspended (挂账) do not count; what is overdue does.
   *
   * @param at overdue until this instant
   */
  async ofMonth({ from, to }: Month, at: Date): Promise<MonthFigures> {
    const row = await queryRow<Row>(
      this.db,
      sql`WITH due AS (
          SELECT c.state, c.due_at, (SELECT min(t.closed_at) FROM task t
              WHERE t.process_id = c.process_id AND ${IS_SIGNATURE} AND t.closed_at >= c.started_at) AS signed_at
          FROM clock c JOIN process p ON p.id = c.process_id
          WHERE c.name = 'handling' AND c.task IS NULL AND p.key = 'mailbox-letter' AND NOT ${isSecret('p')}
            AND c.due_at >= ${from} AND c.due_at < least(${to}::timestamptz, ${at}::timestamptz)
        ), closed AS (
          SELECT p.facts ->> 'rating' AS rating FROM process p
          WHERE p.key = 'mailbox-letter' AND p.result = 'closed' AND p.ended_at >= ${from} AND p.ended_at < ${to}
            AND NOT ${isSecret('p')}
        )
        SELECT (SELECT count(*)::int FROM letter l JOIN process p ON p.id = l.process_id
            WHERE l.received_at >= ${from} AND l.received_at < ${to} AND NOT ${isSecret('p')}) AS received,
          (SELECT count(*)::int FROM (
            SELECT min(t.closed_at) AS at FROM task t JOIN process p ON p.id = t.process_id
            WHERE p.key = 'mailbox-letter' AND t.name IN ('review', 'reviewAnswer') AND t.outcome = 'pass'
              AND NOT ${isSecret('p')}
            GROUP BY t.process_id
          ) first WHERE first.at >= ${from} AND first.at < ${to}) AS answered,
          (SELECT count(*)::int FROM due WHERE signed_at IS NOT NULL OR state = 'running') AS due,
          (SELECT count(*)::int FROM due WHERE signed_at <= due_at) AS "onTime",
          (SELECT count(*)::int FROM closed) AS closed,
          (SELECT count(*)::int FROM closed WHERE rating <> 'UNRATED') AS rated,
          (SELECT count(*)::int FROM closed WHERE rating IN ('SATISFIED', 'BASICALLY_SATISFIED')) AS satisfied`,
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
