import type { Extension } from '../../../workflows/engine/definition/events.js';
import type { ClockRow } from '../read-model/clock-rows.js';
import { queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';

/** A task of a process, open or closed. */
export interface CourseTask {
  readonly number: number;
  readonly name: string;
  readonly unit: string;
  readonly role: string;
  readonly state: 'open' | 'completed' | 'expired' | 'cancelled';
  readonly without: readonly string[] | null;
}

/** A command that the process received, in order. Decisions are what the process received. */
export interface CourseEntry {
  readonly type: string;
  readonly at: Date;
  readonly task: number | null;
  readonly account: string | null;
  readonly unit: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly outcome: string | null;
  readonly closed_by: string | null;
  readonly decision: unknown;
}

/** A process as the read model knows its course so far. */
export interface ProcessCourse {
  readonly input: unknown;
  readonly tasks: readonly CourseTask[];
  readonly entries: readonly CourseEntry[];
  readonly clocks: readonly ClockRow[];
}

/** Reads what a process has received and what it holds open. Free text is not read. */
export class ProcessCourseRepository {
  constructor(private readonly db: Database) {}

  async read(process: string): Promise<ProcessCourse> {
    const [row, tasks, entries, clocks] = await Promise.all([
      queryRow<{ input: unknown }>(this.db, sql`SELECT input FROM process WHERE id = ${process}`),
      queryRows<CourseTask>(
        this.db,
        sql`SELECT number, name, unit, role, state, without FROM task WHERE process_id = ${process} ORDER BY number`,
      ),
      queryRows<CourseEntry>(
        this.db,
        sql`SELECT e.type, e.at, e.task, e.account, e.unit, e.data, t.outcome, t.closed_by, c.decision
          FROM timeline_entry e
          LEFT JOIN task t ON t.process_id = e.process_id AND t.number = e.task
          LEFT JOIN content c ON c.process_id = e.process_id
            AND c.command_id::text = CASE e.type WHEN 'task.closed' THEN t.command_id::text ELSE e.data ->> 'command' END
          WHERE e.process_id = ${process} AND e.type IN ('task.closed', 'task.reassigned', 'unit.succeeded', 'message.received',
            'signal.received', 'child.ended', 'process.suspended', 'process.resumed', 'process.redated', 'incident.raised')
          ORDER BY e.seq`,
      ),
      this.clocks(process),
    ]);
    return { input: row!.input, tasks, entries, clocks };
  }

  /** In the order in which they were started, stopped ones included. */
  clocks(process: string): Promise<ClockRow[]> {
    return queryRows<ClockRow>(
      this.db,
      sql`SELECT *, due_on::text AS due_on FROM clock WHERE process_id = ${process} ORDER BY number`,
    );
  }

  /** A field of the input that the process was started with; null when it has none. */
  async inputField(process: string, field: string): Promise<string | null> {
    const row = await queryRow<{ value: string | null }>(
      this.db,
      sql`SELECT input ->> ${field}::text AS value FROM process WHERE id = ${process}`,
    );
    return row?.value ?? null;
  }

  /** The stages that it entered, in order. */
  stages(process: string): Promise<{ stage: string; at: Date }[]> {
    return queryRows(
      this.db,
      sql`SELECT stage, at FROM timeline_entry WHERE process_id = ${process} AND type = 'stage.entered' ORDER BY seq`,
    );
  }

  /** Number -> name of every task. */
  async taskNames(process: string): Promise<ReadonlyMap<number, string>> {
    const rows = await queryRows<{ number: number; name: string }>(
      this.db,
      sql`SELECT number, name FROM task WHERE process_id = ${process}`,
    );
    return new Map(rows.map(({ number, name }) => [number, name]));
  }

  /** Entries of the timeline that change clocks, in order. `dueAt`: the due time after an extension. */
  clockEntries(process: string): Promise<ClockEntryData[]> {
    return queryRows<ClockEntryData>(
      this.db,
      sql`SELECT type, at, data ->> 'clock' AS clock, data ->> 'reason' AS reason, data ->> 'dueAt' AS "dueAt",
          CASE type WHEN 'clock.extended' THEN jsonb_strip_nulls(jsonb_build_object('workingDays', data -> 'workingDays',
            'calendarDays', data -> 'calendarDays', 'until', data -> 'until')) END AS by
        FROM timeline_entry
        WHERE process_id = ${process}
          AND type IN ('clock.paused', 'clock.resumed', 'clock.extended', 'process.suspended', 'process.resumed')
        ORDER BY seq`,
    );
  }
}

export interface ClockEntryData {
  readonly type:
    'clock.paused' | 'clock.resumed' | 'clock.extended' | 'process.suspended' | 'process.resumed';
  readonly at: Date;
  readonly clock: string | null;
  readonly reason: string | null;
  readonly dueAt: string | null;
  readonly by: Extension | null;
}
