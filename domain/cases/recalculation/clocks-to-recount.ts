import type { EntityManager } from 'typeorm';
import { toClockState, type ClockRow } from '../read-model/clock-rows.js';
import type { ClockState } from '../read-model/effects.js';
import type { ClockEntry } from './clock-history.js';

/** A clock with what its recount needs. */
export interface ClockToRecount extends ClockState {
  readonly process: string;
  /** The clock that capped it when it started: due when, and from when its rest was counted. */
  readonly capped?: { readonly dueAt: number; readonly from: number };
  /** The entries of its process's timeline that are about clocks. */
  readonly entries: readonly ClockEntry[];
}

interface Row extends ClockRow {
  readonly process_id: string;
  readonly cap_due_at: Date | null;
  readonly cap_paused_at: Date | null;
}

interface EntryRow {
  readonly process_id: string;
  readonly type: ClockEntry['type'];
  readonly at: Date;
  readonly clock: string | null;
  readonly by: ClockEntry['by'];
}

/** Clocks of locked processes that have not stopped and were counted with an earlier calendar. */
export async function readClocksToRecount(
  tx: EntityManager,
  processes: readonly string[],
  version: number,
): Promise<ClockToRecount[]> {
  const rows: Row[] = await tx.query(CLOCKS, [processes, version]);
  const rowsOfTimeline: EntryRow[] = await tx.query(ENTRIES, [processes]);
  const entries = new Map<string, ClockEntry[]>();
  for (const { process_id: process, type, at, clock, by } of rowsOfTimeline) {
    const entry = { type, at: at.getTime(), clock, by };
    const known = entries.get(process);
    if (known) known.push(entry);
    else entries.set(process, [entry]);
  }
  return rows.map((row) => ({
    ...toClockState(row),
    process: row.process_id,
    ...(row.cap_due_at && {
      capped: { dueAt: row.cap_due_at.getTime(), from: (row.cap_paused_at ?? row.started_at).getTime() },
    }),
    entries: entries.get(row.process_id) ?? [],
  }));
}

const CLOCKS = `
  SELECT c.*, c.due_on::text, cap.due_at AS cap_due_at, cap.paused_at AS cap_paused_at
  FROM clock c LEFT JOIN clock cap ON cap.process_id = c.process_id AND cap.number = c.cap
  WHERE c.process_id = ANY($1) AND c.state <> 'stopped' AND c.calendar_version < $2
  ORDER BY c.process_id, c.number`;

const ENTRIES = `
  SELECT process_id, type, at, data ->> 'clock' AS clock,
    CASE type WHEN 'clock.extended' THEN jsonb_strip_nulls(jsonb_build_object('workingDays', data -> 'workingDays',
      'calendarDays', data -> 'calendarDays', 'until', data -> 'until')) END AS by
  FROM timeline_entry
  WHERE process_id = ANY($1)
    AND type IN ('clock.paused', 'clock.resumed', 'clock.extended', 'process.suspended', 'process.resumed')
  ORDER BY process_id, seq`;
