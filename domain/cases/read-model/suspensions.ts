import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';
import type { Pause } from '../../../workflows/engine/runtime/host.js';

/** When a process was suspended, and when it was resumed: null while it still is. Epoch ms. */
export interface Suspension {
  readonly pausedAt: number;
  readonly resumedAt: number | null;
}

/** The suspensions of processes in their order, from their timelines; a process that never was has no entry. */
export async function readSuspensions(
  db: Queryable,
  processes: readonly string[],
): Promise<Map<string, Suspension[]>> {
  const suspensions = new Map<string, Suspension[]>();
  if (processes.length === 0) return suspensions;
  for (const { process_id: process, type, at } of await rowsOf<EntryRow>(db, SUSPENSIONS, [processes])) {
    const known = suspensions.get(process) ?? [];
    suspensions.set(process, known);
    if (type === 'process.suspended') known.push({ pausedAt: at.getTime(), resumedAt: null });
    else if (known.length > 0) known.push({ pausedAt: known.pop()!.pausedAt, resumedAt: at.getTime() });
  }
  return suspensions;
}

/** What a limit that started at an instant was paused by, as far as it is over. */
export function pausesSince(suspensions: readonly Suspension[], from: number): Pause[] {
  return suspensions.flatMap(({ pausedAt, resumedAt }) =>
    resumedAt === null || resumedAt <= from ? [] : [{ pausedAt: Math.max(pausedAt, from), resumedAt }],
  );
}

interface EntryRow {
  readonly process_id: string;
  readonly type: 'process.suspended' | 'process.resumed';
  readonly at: Date;
}

const SUSPENSIONS = `
  SELECT process_id, type, at FROM timeline_entry
  WHERE process_id = ANY($1) AND type IN ('process.suspended', 'process.resumed') ORDER BY process_id, seq`;
