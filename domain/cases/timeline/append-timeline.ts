import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Queryable } from '../../../infra/database/queryable.js';

export interface NewTimelineEntry {
  readonly process: string;
  readonly at: number;
  readonly type: string;
  /** Number of the task that the entry is about. */
  readonly task?: number;
  readonly account?: string;
  readonly unit?: string;
  readonly text?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Free text of the entry: stored with the contents of commands, and erased with them. */
  readonly words?: Readonly<Record<string, string>>;
}

/**
 * Locks the rows of processes in the order of their ids, so that transactions that lock several of them never deadlock.
 * Lock clocks after their process, as the projection does.
 */
export async function lockProcesses(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query('SELECT 1 FROM process WHERE id = ANY($1) ORDER BY id FOR UPDATE', [[...new Set(ids)]]);
}

/** Appends entries to timelines. The transaction must have locked the processes. */
export async function appendTimeline(tx: Queryable, entries: readonly NewTimelineEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const counts = new Map<string, number>();
  const said: { command_id: string; process_id: string; body: object }[] = [];
  const rows = entries.map(({ process, at, words, ...entry }) => {
    const n = (counts.get(process) ?? 0) + 1;
    counts.set(process, n);
    const row = { process_id: process, n, at: new Date(at).toISOString(), ...entry };
    if (!words) return row;
    const command = randomUUID();
    said.push({ command_id: command, process_id: process, body: words });
    return { ...row, data: { ...entry.data, command } };
  });
  if (said.length > 0) await tx.query(KEEP_WORDS, [JSON.stringify(said)]);
  await tx.query(APPEND, [JSON.stringify(rows)]);
}

const KEEP_WORDS = `
  INSERT INTO content (command_id, process_id, body)
  SELECT command_id, process_id, body FROM jsonb_to_recordset($1::jsonb)
    AS w(command_id uuid, process_id uuid, body jsonb)`;

const APPEND = `
  WITH e AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS e(process_id uuid, n int, at timestamptz, type text, task int,
      account text, unit text, text text, data jsonb)
  ), p AS (
    UPDATE process p SET timeline_seq = p.timeline_seq + c.n
    FROM (SELECT process_id, max(n) AS n FROM e GROUP BY process_id) c WHERE p.id = c.process_id
    RETURNING p.id, p.timeline_seq - c.n AS base
  )
  INSERT INTO timeline_entry (process_id, seq, at, type, task, account, unit, text, data)
  SELECT e.process_id, p.base + e.n, e.at, e.type, e.task, e.account, e.unit, e.text, e.data
  FROM e JOIN p ON p.id = e.process_id`;
