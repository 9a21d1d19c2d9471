import type { Executor } from '../../../infra/database/query.js';
import { toClockState } from '../read-model/clock-rows.js';
import type { ClockState } from '../read-model/effects.js';
import type { ClockEntry } from './clock-history.js';
import { RecalculationRepository } from './recalculation.repository.js';

/** A clock with what its recount needs. */
export interface ClockToRecount extends ClockState {
  readonly process: string;
  /** The clock that capped it when it started: its due time, and the instant from which its rest was counted. Epoch ms. */
  readonly capped?: { readonly dueAt: number; readonly from: number };
  /** The entries of its process's timeline that concern clocks. */
  readonly entries: readonly ClockEntry[];
}

/** Clocks of processes that have not stopped and were counted with an earlier calendar; to change them, lock the processes first. */
export async function readClocksToRecount(
  db: Executor,
  processes: readonly string[],
  version: number,
): Promise<ClockToRecount[]> {
  const repository = new RecalculationRepository(db);
  const rows = await repository.clocks(processes, version);
  const entries = new Map<string, ClockEntry[]>();
  for (const { process_id: process, type, at, clock, by } of await repository.entries(processes)) {
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
