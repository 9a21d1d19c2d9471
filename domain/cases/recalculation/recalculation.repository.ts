import type { Clock, Task } from '../../../infra/database/entities/processes.js';
import type { Recalculation } from '../../../infra/database/entities/time-limits.js';
import { execute, queryRow, queryRows, type Executor } from '../../../infra/database/query.js';
import type { JsonRowOf, RowOf } from '../../../infra/database/row-of.js';
import { integer, sql, type Sql } from '../../../infra/database/sql.js';
import type { ClockRow } from '../read-model/clock-rows.js';
import type { MissedThreshold } from '../read-model/missed-thresholds.js';
import type { ClockEntry } from './clock-history.js';

/** A change of the calendar that has not been applied to all clocks and timeouts yet. Days are `YYYY-MM-DD`. */
export type RecalculationJob = Pick<
  RowOf<Recalculation>,
  'calendar_version' | 'requested_at' | 'reason' | 'notice' | 'changed_from' | 'changed_to'
>;

/** The counts of one piece of the work. */
export type Progress = Readonly<Pick<Recalculation, 'clocks' | 'later' | 'earlier' | 'kept' | 'limits'>>;

export interface NewRecalculation {
  readonly version: number;
  readonly requestedBy: string;
  readonly reason: string;
  /** How it was announced that due dates become earlier; null: they stay as they were announced. */
  readonly notice: string | null;
  /** First and last day that differs, `YYYY-MM-DD`; null when no day differs. */
  readonly changed: { readonly from: string; readonly to: string } | null;
}

/** A clock to be recounted, with the clock that caps it. */
export type ClockToRecountRow = ClockRow & {
  readonly cap_due_at: Date | null;
  readonly cap_paused_at: Date | null;
};

export interface ClockEntryRow extends Omit<ClockEntry, 'at'> {
  readonly process_id: string;
  readonly at: Date;
}

/** The new instants of a clock. */
export type RecountedClockRow = Pick<
  JsonRowOf<Clock>,
  | 'process_id'
  | 'number'
  | 'policy_id'
  | 'policy_version'
  | 'calendar_version'
  | 'due_at'
  | 'warn_at'
  | 'provisional'
  | 'extended_days'
  | 'thresholds'
  | 'next_at'
> & { readonly missed: readonly MissedThreshold[] | null };

/** What an open task shows of a clock, ISO 8601; left out: nothing. */
export interface ShownRow {
  readonly process_id: string;
  readonly clock: number;
  readonly due_at?: string;
  readonly warn_at?: string;
}

/** A clock that could not be recounted, and why. */
export type StuckClockRow = Pick<ClockRow, 'process_id' | 'number'> & { readonly error: string };

/** A task of a definition that may time out, and its limit. */
export interface ExpiringTask {
  readonly key: string;
  readonly version: number;
  readonly name: string;
  readonly limit: string;
}

/** An open task that may time out. */
export type WaitingTaskRow = Pick<RowOf<Task>, 'process_id' | 'number' | 'opened_at' | 'due_on'> & {
  readonly limit: string;
  /** Of the latest clock that ran when the task was opened. */
  readonly policy_id: string | null;
  readonly policy_version: number | null;
};

/** Processes after an id, in the order of their ids. */
export interface Piece {
  readonly after: string;
  readonly limit: number;
}

/** Recalculation jobs, and what they read and write. The statements work on many processes at once. */
export class RecalculationRepository {
  constructor(private readonly db: Executor) {}

  /**
   * Requests a recalculation in the transaction that changes the calendar. It takes over what an unfinished one has left,
   * with its days and its announcement.
   */
  async request({ version, requestedBy, reason, notice, changed }: NewRecalculation): Promise<void> {
    await execute(
      this.db,
      sql`
        WITH superseded AS (
          UPDATE recalculation SET state = 'superseded', finished_at = now() WHERE state = 'running'
          RETURNING notice, changed_from, changed_to
        )
        INSERT INTO recalculation (calendar_version, requested_at, requested_by, reason, notice, changed_from, changed_to, state)
        SELECT ${version}::int, now(), ${requestedBy}, ${reason}, coalesce(${notice}, s.notice),
          least(${changed?.from ?? null}::date, s.changed_from), greatest(${changed?.to ?? null}::date, s.changed_to),
          'running'
        FROM (SELECT 1) one LEFT JOIN superseded s ON true`,
    );
  }

  running(): Promise<RecalculationJob | undefined> {
    return queryRow(
      this.db,
      sql`
        SELECT calendar_version, requested_at, reason, notice, changed_from::text, changed_to::text
        FROM recalculation WHERE state = 'running'`,
    );
  }

  /** Locks a job, so that one piece of it is done at a time; false when it has ended or was superseded. */
  async lock({ calendar_version: version }: RecalculationJob): Promise<boolean> {
    const row = await queryRow(
      this.db,
      sql`SELECT 1 FROM recalculation WHERE calendar_version = ${version} AND state = 'running' FOR UPDATE`,
    );
    return row !== undefined;
  }

  /** Adds to the job's counts; call it in the transaction that did the work, so that they agree. */
  async count({ calendar_version: version }: RecalculationJob, done: Partial<Progress>): Promise<void> {
    const { clocks = 0, later = 0, earlier = 0, kept = 0, limits = 0 } = done;
    await execute(
      this.db,
      sql`
        UPDATE recalculation SET clocks = clocks + ${clocks}, later = later + ${later}, earlier = earlier + ${earlier},
          kept = kept + ${kept}, limits = limits + ${limits}
        WHERE calendar_version = ${version}`,
    );
  }

  async finish({ calendar_version: version }: RecalculationJob, at: Date): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE recalculation SET state = 'done', finished_at = ${at}
        WHERE calendar_version = ${version} AND state = 'running'`,
    );
  }

  /** Ids of the next processes with a clock that was counted with an earlier calendar; locked in the order of their ids. */
  async lockProcesses(piece: Piece, version: number): Promise<string[]> {
    return ids(await queryRows(this.db, sql`${processesToRecount(piece, version)} FOR UPDATE OF p`));
  }

  /** The first such process after an id. */
  async nextToRecount(after: string, version: number): Promise<string | undefined> {
    return ids(await queryRows(this.db, processesToRecount({ after, limit: 1 }, version)))[0];
  }

  /**
   * The next processes with a clock that is counted again with a calendar of this version, for a preview.
   *
   * @param where a condition over the row `p`
   */
  previewed(piece: Piece, version: number, where: Sql): Promise<{ id: string; subject: string }[]> {
    return queryRows(this.db, processesToRecount(piece, version, where));
  }

  /** Clocks of processes that have not stopped and were counted with an earlier calendar. */
  clocks(processes: readonly string[], version: number): Promise<ClockToRecountRow[]> {
    return queryRows(
      this.db,
      sql`
        SELECT c.*, c.due_on::text, cap.due_at AS cap_due_at, cap.paused_at AS cap_paused_at
        FROM clock c LEFT JOIN clock cap ON cap.process_id = c.process_id AND cap.number = c.cap
        WHERE c.process_id = ANY(${processes}) AND c.state <> 'stopped' AND c.calendar_version < ${version}
        ORDER BY c.process_id, c.number`,
    );
  }

  /** The entries of timelines that pause, resume or extend clocks, in order. */
  entries(processes: readonly string[]): Promise<ClockEntryRow[]> {
    return queryRows(
      this.db,
      sql`
        SELECT process_id, type, at, data ->> 'clock' AS clock,
          CASE type WHEN 'clock.extended' THEN jsonb_strip_nulls(jsonb_build_object('workingDays', data -> 'workingDays',
            'calendarDays', data -> 'calendarDays', 'until', data -> 'until')) END AS by
        FROM timeline_entry
        WHERE process_id = ANY(${processes})
          AND type IN ('clock.paused', 'clock.resumed', 'clock.extended', 'process.suspended', 'process.resumed')
        ORDER BY process_id, seq`,
    );
  }

  async writeClocks(clocks: readonly RecountedClockRow[]): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE clock c SET policy_id = r.policy_id, policy_version = r.policy_version,
          calendar_version = r.calendar_version, due_at = r.due_at, warn_at = r.warn_at, provisional = r.provisional,
          extended_days = r.extended_days, thresholds = r.thresholds, missed = r.missed, next_at = r.next_at, error = NULL,
          retry_at = NULL
        FROM jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) AS r(process_id uuid, number int, policy_id text, policy_version int,
          calendar_version int, due_at timestamptz, warn_at timestamptz, provisional boolean, extended_days int,
          thresholds jsonb, missed jsonb, next_at timestamptz)
        WHERE c.process_id = r.process_id AND c.number = r.number`,
    );
  }

  /** Open tasks show the instants of their clocks. */
  async showClocks(shown: readonly ShownRow[]): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE task t SET due_at = r.due_at, warn_at = r.warn_at
        FROM jsonb_to_recordset(${JSON.stringify(shown)}::jsonb) AS r(process_id uuid, clock int, due_at timestamptz, warn_at timestamptz)
        WHERE t.process_id = r.process_id AND t.clock = r.clock AND t.state = 'open'`,
    );
  }

  async markStuck(clocks: readonly StuckClockRow[]): Promise<void> {
    await execute(
      this.db,
      sql`
        UPDATE clock c SET error = s.error
        FROM jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) AS s(process_id uuid, number int, error text)
        WHERE c.process_id = s.process_id AND c.number = s.number`,
    );
  }

  /** Marks all clocks of a process that have not stopped. */
  async markStuckProcess(process: string, error: string): Promise<void> {
    await execute(
      this.db,
      sql`UPDATE clock SET error = ${error} WHERE process_id = ${process} AND state <> 'stopped'`,
    );
  }

  /** Ids of processes with stuck clocks, in random order, so that those which stay stuck do not hide the others. */
  async stuckProcesses(limit: number): Promise<string[]> {
    return ids(
      await queryRows(
        this.db,
        sql`
          SELECT c.process_id AS id FROM clock c JOIN process p ON p.id = c.process_id
          WHERE c.error IS NOT NULL AND c.retry_at IS NULL AND c.state <> 'stopped' AND p.ended_at IS NULL
          GROUP BY 1 ORDER BY random() LIMIT ${limit}`,
      ),
    );
  }

  /** Open tasks that may time out, of whole processes: `limit` may be exceeded by the tasks of the last one. */
  waitingTasks(expiring: readonly ExpiringTask[], { after, limit }: Piece): Promise<WaitingTaskRow[]> {
    return queryRows(
      this.db,
      sql`
        WITH waiting AS (
          SELECT t.process_id, t.number, t.opened_at, t.due_on::text, e.limit
          FROM task t JOIN process p ON p.id = t.process_id
          JOIN jsonb_to_recordset(${JSON.stringify(expiring)}::jsonb) AS e(key text, version int, name text, "limit" text)
            ON e.key = p.key AND e.version = p.version AND e.name = t.name
          WHERE t.state = 'open' AND t.process_id > ${after}
          ORDER BY t.process_id FETCH FIRST ${integer(limit)} ROWS WITH TIES
        )
        SELECT w.*, pin.policy_id, pin.policy_version FROM waiting w
        LEFT JOIN LATERAL (
          SELECT policy_id, policy_version FROM clock c
          WHERE c.process_id = w.process_id AND c.started_at <= w.opened_at ORDER BY c.number DESC LIMIT 1
        ) pin ON true
        ORDER BY w.process_id, w.number`,
    );
  }
}

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

const processesToRecount = ({ after, limit }: Piece, version: number, where: Sql = sql`true`): Sql => sql`
  SELECT p.id, p.subject FROM process p
  WHERE p.ended_at IS NULL AND p.id > ${after} AND ${where} AND EXISTS (
    SELECT 1 FROM clock c WHERE c.process_id = p.id AND c.state <> 'stopped' AND c.calendar_version < ${version})
  ORDER BY p.id LIMIT ${limit}`;
