import type { Executor } from '../../../infra/database/query.js';
import { actedAt, type ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { eventSubject } from './card-events.js';
import { appendSupervisionEvents, readEventSubject } from './supervision-events.repository.js';

/** Reason of a clock that is paused because the matter is suspended (挂账). */
const SUSPENSION = 'suspension';

/**
 * Writes the supervision events of suspensions and resumptions: of the whole process by an operator, or of the matter by a
 * decision of the process. Call it last in the transaction of the projection.
 */
export async function emitSuspensionEvents(
  tx: Executor,
  process: string,
  events: readonly ProcessEvent[],
): Promise<void> {
  const changes = events.flatMap((event) => {
    const type = typeOf(event);
    return type ? [{ type, at: actedAt(event) }] : [];
  });
  if (changes.length === 0) return;
  const row = await readEventSubject(tx, process);
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
