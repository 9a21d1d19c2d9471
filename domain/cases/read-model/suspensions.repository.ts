import type { TimelineEntry } from '../../../infra/database/entities/processes.js';
import { queryRows, type Executor } from '../../../infra/database/query.js';
import type { RowOf } from '../../../infra/database/row-of.js';
import { sql } from '../../../infra/database/sql.js';
import type { Pause } from '../../../workflows/engine/runtime/host.js';

/** When a process was suspended, and when it was resumed; null while it is suspended. Epoch ms. */
export interface Suspension {
  readonly pausedAt: number;
  readonly resumedAt: number | null;
}

/** The suspensions of processes in order, from their timelines; a process that was never suspended has no entry. */
export async function readSuspensions(
  db: Executor,
  processes: readonly string[],
): Promise<Map<string, Suspension[]>> {
  const suspensions = new Map<string, Suspension[]>();
  if (processes.length === 0) return suspensions;
  for (const { process_id: process, type, at } of await readEntries(db, processes)) {
    const known = suspensions.get(process) ?? [];
    suspensions.set(process, known);
    if (type === 'process.suspended') known.push({ pausedAt: at.getTime(), resumedAt: null });
    else if (known.length > 0) known.push({ pausedAt: known.pop()!.pausedAt, resumedAt: at.getTime() });
  }
  return suspensions;
}

/** The pauses that are over of a limit that started at an instant. */
export function pausesSince(suspensions: readonly Suspension[], from: number): Pause[] {
  return suspensions.flatMap(({ pausedAt, resumedAt }) =>
    resumedAt === null || resumedAt <= from ? [] : [{ pausedAt: Math.max(pausedAt, from), resumedAt }],
  );
}

const readEntries = (
  db: Executor,
  processes: readonly string[],
): Promise<Pick<RowOf<TimelineEntry>, 'process_id' | 'type' | 'at'>[]> =>
  queryRows(
    db,
    sql`
      SELECT process_id, type, at FROM timeline_entry
      WHERE process_id = ANY(${processes}) AND type IN ('process.suspended', 'process.resumed')
      ORDER BY process_id, seq`,
  );
