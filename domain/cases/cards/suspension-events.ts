import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';
import { actedAt, type ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { isSecret } from '../secrecy/secrecy.js';
import { eventSubject, type EventSubject } from './card-events.js';
import { appendSupervisionEvents } from './supervision-events.js';

/** Reason of a clock that is paused because the matter is suspended (挂账). */
const SUSPENSION = 'suspension';

/**
 * Writes the supervision events of suspensions and resumptions: of the whole process by an operator, or of the matter by
 * a decision of the process. The last thing the projection does in its transaction.
 */
export async function emitSuspensionEvents(
  tx: Queryable,
  process: string,
  events: readonly ProcessEvent[],
): Promise<void> {
  const changes = events.flatMap((event) => {
    const type = typeOf(event);
    return type ? [{ type, at: actedAt(event) }] : [];
  });
  if (changes.length === 0) return;
  const [row] = await rowsOf<EventSubject>(tx, SUBJECT, [process]);
  const { data, ...about } = eventSubject(row!);
  await appendSupervisionEvents(
    tx,
    changes.map(({ type, at }) => ({ ...about, type, at, level: null, data })),
  );
}

function typeOf(event: ProcessEvent): 'duban.process.suspended' | 'duban.process.resumed' | null {
  if (event.type === 'process.suspended') return 'duban.process.suspended';
  if (event.type === 'clock.paused') return event.reason === SUSPENSION ? 'duban.process.suspended' : null;
  if (event.type === 'clock.resumed') return event.reason === SUSPENSION ? 'duban.process.resumed' : null;
  return event.type === 'process.resumed' ? 'duban.process.resumed' : null;
}

const SUBJECT = `
  SELECT p.id AS process_id, p.key AS process_key, p.subject,
    ${isSecret('p')} AS confidential,
    p.facts ->> 'lead' AS unit, u.name AS unit_name
  FROM process p LEFT JOIN unit u ON u.code = p.facts ->> 'lead' WHERE p.id = $1`;
