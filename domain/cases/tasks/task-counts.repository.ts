import { queryRow, type Database } from '../../../infra/database/query.js';
import { and, integer, sql, type Condition } from '../../../infra/database/sql.js';

/** Open tasks by due time. Each task is in one field of the first six. */
export interface TaskCounts {
  readonly overdue: number;
  /** Due by the end of the day, of the week, after it. */
  readonly today: number;
  readonly week: number;
  readonly later: number;
  readonly undated: number;
  readonly paused: number;
  /** Of all of them, those that nobody has claimed. */
  readonly claimable: number;
  /** Of all of them, those of the requested process. */
  readonly ofProcess: number;
  /** Whether there are more tasks than are counted. */
  readonly more: boolean;
}

/** Ends of the periods that tasks are counted by. */
export interface CountPeriods {
  readonly now: Date;
  /** An instant that ends a day belongs to that day. */
  readonly endOfToday: Date;
  readonly endOfWeek: Date;
}

/** Tasks that are counted, the most urgent ones; further ones cost time and tell nobody anything. */
export const COUNTED_TASKS = 1000;
const COUNTED_CARDS = 1000;

/** Counts of work, over a bounded number of rows. */
export class TaskCountsRepository {
  constructor(private readonly db: Database) {}

  /**
   * @param where conditions over the rows `t` of the task and `p` of its process
   * @param processKey see `ofProcess`
   */
  async tasks(where: readonly Condition[], periods: CountPeriods, processKey: string): Promise<TaskCounts> {
    const { now, endOfToday, endOfWeek } = periods;
    const counts = await queryRow<TaskCounts>(
      this.db,
      sql`SELECT count(*) FILTER (WHERE NOT paused AND due_at < ${now})::int AS overdue,
          count(*) FILTER (WHERE NOT paused AND due_at >= ${now} AND due_at <= ${endOfToday})::int AS today,
          count(*) FILTER (WHERE NOT paused AND due_at >= ${now} AND due_at > ${endOfToday} AND due_at <= ${endOfWeek})::int AS week,
          count(*) FILTER (WHERE NOT paused AND due_at >= ${now} AND due_at > ${endOfWeek})::int AS later,
          count(*) FILTER (WHERE NOT paused AND due_at IS NULL)::int AS undated,
          count(*) FILTER (WHERE paused)::int AS paused,
          count(*) FILTER (WHERE free)::int AS claimable,
          count(*) FILTER (WHERE process_key = ${processKey})::int AS "ofProcess",
          count(*) > ${integer(COUNTED_TASKS)} AS more
        FROM (
          SELECT t.due_at, t.process_key, t.assignee IS NULL AS free,
            coalesce(c.state IN ('paused', 'suspended'), false) AS paused
          FROM task t JOIN process p ON p.id = t.process_id
            LEFT JOIN clock c ON c.process_id = t.process_id AND c.number = t.clock
          WHERE t.state = 'open' AND t.role <> 'citizen' AND ${and(...where)}
          ORDER BY t.due_at LIMIT ${integer(COUNTED_TASKS + 1)}
        ) AS work`,
      { prepare: 'capped' },
    );
    return counts!;
  }

  /** Number of cards that wait for the unit's statement, at most 1000. @param visible condition over `k` and `p` */
  async cardsToExplain(unit: string, visible: Condition): Promise<number> {
    const counted = await queryRow<{ n: number }>(
      this.db,
      sql`SELECT count(*)::int AS n FROM (
          SELECT 1 FROM card k JOIN process p ON p.id = k.process_id
          WHERE k.statement_due_at IS NOT NULL AND k.unit = ${unit} AND ${and(visible)} LIMIT ${integer(COUNTED_CARDS)}
        ) AS waiting`,
      { prepare: 'capped' },
    );
    return counted!.n;
  }
}
