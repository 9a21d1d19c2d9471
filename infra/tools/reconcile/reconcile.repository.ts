import type { Command } from '../../database/entities/commands.js';
import { execute, queryRow, queryRows, type Executor } from '../../database/query.js';
import type { RowOf } from '../../database/row-of.js';
import { raw, sql, type Sql } from '../../database/sql.js';
import type { TimelineRow } from '../../../domain/cases/read-model/effects.js';
import { LOST } from '../../../domain/cases/read-model/processes.repository.js';
import type { Snapshot } from './snapshot.js';

/** An entry with its number in the timeline. */
export type NumberedEntry = Omit<TimelineRow, 'n'> & { readonly seq: number };

/** The rows that a reconciliation compares and restores. */
export class ReconcileRepository {
  constructor(private readonly db: Executor) {}

  /**
   * Ids of processes that Temporal must know: neither those that are only accepted, nor those that ended before its
   * retention, nor lost ones.
   */
  async processes(startedSince: Date, endedSince: Date): Promise<string[]> {
    const rows = await queryRows<{ id: string }>(
      this.db,
      sql`
        SELECT id FROM process
        WHERE started_at >= ${startedSince} AND state <> 'starting' AND result IS DISTINCT FROM ${LOST}
          AND (ended_at IS NULL OR ended_at >= ${endedSince})`,
    );
    return rows.map(({ id }) => id);
  }

  /** Commands that have been accepted for longer than `graceMs` and are not done. */
  unsentCommands(graceMs: number): Promise<Pick<RowOf<Command>, 'process_id' | 'kind'>[]> {
    return queryRows(
      this.db,
      sql`
        SELECT process_id, kind FROM command
        WHERE state = 'accepted' AND accepted_at < now() - ${graceMs} * interval '1 millisecond'`,
    );
  }

  async lock(process: string): Promise<void> {
    await execute(this.db, sql`SELECT 1 FROM process WHERE id = ${process} FOR UPDATE`);
  }

  /** Null when there is no such process. One statement, so one instant. */
  async snapshot(process: string): Promise<Snapshot | null> {
    const snapshot = await queryRow<Snapshot>(
      this.db,
      sql`
        SELECT to_jsonb(p) AS process, ${TASKS} AS tasks, ${CLOCKS} AS clocks, ${TIMELINE} AS timeline, ${CARDED} AS carded
        FROM (SELECT id, event_seq, timeline_seq, state, stage, result, facts, ended_at IS NOT NULL AS ended
          FROM process WHERE id = ${process}) p`,
    );
    return snapshot ?? null;
  }

  async restoreEntries(process: string, entries: readonly NumberedEntry[]): Promise<void> {
    await execute(
      this.db,
      sql`
        INSERT INTO timeline_entry (process_id, seq, at, type, stage, task, account, unit, data)
        SELECT ${process}::uuid, e.seq, e.at, e.type, e.stage, e.task, e.account, e.unit, e.data
        FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) AS e(seq int, at timestamptz, type text, stage text,
          task int, account text, unit text, data jsonb)`,
    );
  }
}

const rowsAsJson = (table: string, columns: string, order: string): Sql =>
  raw(`coalesce((SELECT jsonb_agg(to_jsonb(r) ORDER BY r.${order}) FROM (
    SELECT ${columns} FROM ${table} WHERE process_id = p.id) r), '[]')`);

const TASKS = rowsAsJson('task', 'number, name, unit, state, outcome, closed_by, command_id', 'number');
const CLOCKS = rowsAsJson('clock', 'number, name, unit, state, extended_days', 'number');
const TIMELINE = rowsAsJson(
  'timeline_entry',
  'seq, floor(extract(epoch FROM at) * 1000)::bigint AS at, type, stage, task, data',
  'seq',
);
const CARDED = rowsAsJson('card', 'clock, threshold', 'clock');
