import { execute, queryRow, type Executor } from '../../../infra/database/query.js';
import { sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';
import type { EventSubject, NewSupervisionEvent } from './supervision-events.js';

/**
 * Numbers events and inserts them. Call it last in a transaction: the numbers are drawn under the lock of one row that is
 * held until the commit, so a reader that sees a number has seen all smaller ones, and a transaction that takes no
 * further lock after this one cannot be part of a deadlock.
 */
export async function appendSupervisionEvents(
  tx: Executor,
  events: readonly NewSupervisionEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ type, at, subject, process, unit, level, data }, index) => ({
    n: index + 1,
    type,
    time: new Date(at).toISOString(),
    subject,
    process_id: process,
    unit,
    level,
    data,
  }));
  await execute(
    tx,
    sql`
      WITH cursor AS (
        UPDATE supervision_cursor SET last = last + ${rows.length}::int RETURNING last - ${rows.length}::int AS base
      )
      INSERT INTO supervision_event (cursor, id, type, time, subject, process_id, unit, level, data)
      SELECT cursor.base + e.n, gen_random_uuid(), e.type, e.time, e.subject, e.process_id, e.unit, e.level, e.data
      FROM cursor, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS e(n int, type text, time timestamptz,
        subject text, process_id uuid, unit text, level text, data jsonb)`,
  );
}

/** A process as its events show it; the unit is its lead. */
export const readEventSubject = (tx: Executor, process: string): Promise<EventSubject | undefined> =>
  queryRow(
    tx,
    sql`
      SELECT p.id AS process_id, p.key AS process_key, p.subject,
        ${isSecret('p')} AS confidential,
        p.facts ->> 'lead' AS unit, u.name AS unit_name
      FROM process p LEFT JOIN unit u ON u.code = p.facts ->> 'lead' WHERE p.id = ${process}`,
  );
