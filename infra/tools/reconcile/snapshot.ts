import { rowsOf, type Queryable } from '../../database/queryable.js';

/** The rows of one process that its history tells of, as they stand at one instant. */
export interface Snapshot {
  readonly process: {
    readonly event_seq: number;
    readonly timeline_seq: number;
    readonly state: string;
    readonly stage: string | null;
    readonly result: string | null;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly ended: boolean;
  };
  readonly tasks: readonly TaskRow[];
  readonly clocks: readonly ClockRow[];
  readonly timeline: readonly EntryRow[];
  /** Thresholds that have given a card already. */
  readonly carded: readonly { readonly clock: number; readonly rung: string }[];
}

export interface TaskRow {
  readonly number: number;
  readonly name: string;
  readonly unit: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly closed_by: string | null;
  readonly command_id: string | null;
}
export interface ClockRow {
  readonly number: number;
  readonly name: string;
  readonly unit: string;
  readonly state: string;
  readonly extended_days: number;
}
export interface EntryRow {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly type: string;
  readonly stage: string | null;
  readonly task: number | null;
  readonly data: { readonly clock?: unknown; readonly name?: unknown } | null;
}

/** Null when there is no such process. One statement, so one instant. */
export async function readSnapshot(db: Queryable, process: string): Promise<Snapshot | null> {
  const [snapshot] = await rowsOf<Snapshot>(db, SNAPSHOT, [process]);
  return snapshot ?? null;
}

const rowsAsJson = (table: string, columns: string, order: string): string => `
  coalesce((SELECT jsonb_agg(to_jsonb(r) ORDER BY r.${order}) FROM (
    SELECT ${columns} FROM ${table} WHERE process_id = p.id) r), '[]')`;

const SNAPSHOT = `
  SELECT to_jsonb(p) AS process,
    ${rowsAsJson('task', 'number, name, unit, state, outcome, closed_by, command_id', 'number')} AS tasks,
    ${rowsAsJson('clock', 'number, name, unit, state, extended_days', 'number')} AS clocks,
    ${rowsAsJson('timeline_entry', 'seq, floor(extract(epoch FROM at) * 1000)::bigint AS at, type, stage, task, data', 'seq')} AS timeline,
    ${rowsAsJson('card', 'clock, rung', 'clock')} AS carded
  FROM (SELECT id, event_seq, timeline_seq, state, stage, result, facts, ended_at IS NOT NULL AS ended
    FROM process WHERE id = $1) p`;
