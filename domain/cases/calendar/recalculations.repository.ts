import type { Recalculation } from '../../../infra/database/entities/time-limits.js';
import { descending, keysetPage, type KeysetQuery, type Page } from '../../../infra/database/keyset-page.js';
import { queryRow, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** A recalculation and its progress. */
export type RecalculationRow = Pick<
  Recalculation,
  'calendarVersion' | 'state' | 'reason' | 'clocks' | 'later' | 'earlier' | 'kept' | 'finishedAt'
> & {
  readonly askedAt: Date;
  /** Username of the account; null when there is no such account. */
  readonly askedBy: string | null;
  readonly shorteningNotice: string | null;
  readonly courseLimits: number;
  /** Clocks that are still to be recalculated. */
  readonly remaining: number;
};

const SELECT = sql`SELECT r.calendar_version AS "calendarVersion", r.state, r.requested_at AS "askedAt",
    a.username AS "askedBy", r.reason,
    r.notice AS "shorteningNotice", r.clocks, r.later, r.earlier, r.kept, r.limits AS "courseLimits",
    r.finished_at AS "finishedAt", CASE WHEN r.state <> 'running' THEN 0 ELSE (
      SELECT count(*)::int FROM clock c JOIN process p ON p.id = c.process_id
      WHERE p.ended_at IS NULL AND c.state <> 'stopped' AND c.calendar_version < r.calendar_version
    ) END AS remaining
  FROM recalculation r LEFT JOIN account a ON a.id::text = r.requested_by`;

/** Recalculations as administrators see them. The worker writes them: domain/cases/recalculation. */
export class RecalculationsRepository {
  constructor(private readonly db: Database) {}

  /** Newest first. @throws {DubanError} CURSOR_INVALID */
  page<V>(query: KeysetQuery, view: (row: RecalculationRow) => V): Promise<Page<V>> {
    return keysetPage<RecalculationRow, V>(this.db, query, {
      select: SELECT,
      order: descending(['r.calendar_version', 'calendarVersion', 'integer']),
      view,
    });
  }

  /** @param version of the calendar, as the client wrote it: a malformed one matches nothing */
  find(version: string): Promise<RecalculationRow | undefined> {
    return queryRow(this.db, sql`${SELECT} WHERE r.calendar_version::text = ${version}`);
  }
}
