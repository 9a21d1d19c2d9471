import type { EntityManager } from 'typeorm';
import { cardEvent } from '../supervision/card-events.js';
import { readCards } from '../supervision/card-rows.js';
import { cardEntry } from '../supervision/card-timeline.js';
import { appendSupervisionEvents } from '../supervision/events.js';
import { appendTimeline } from '../supervision/timeline.js';
import type { WatchDeps } from './issue-due-cards.js';

/** Notes that what was late has been done: the clocks of yellow and red cards that have stopped meanwhile. */
export async function noteRectifiedCards(
  tx: EntityManager,
  deps: WatchDeps,
  { now, limit }: { now: number; limit: number },
): Promise<number> {
  const processes: { id: string }[] = await tx.query(LOCK_PROCESSES, [limit]);
  if (processes.length === 0) return 0;
  const rows: { id: string }[] = await tx.query(NOTE, [processes.map(({ id }) => id), new Date(now)]);
  const cards = await readCards(
    tx,
    rows.map(({ id }) => id),
  );
  await appendTimeline(
    tx,
    cards.map((card) => cardEntry('rectified', card, { at: now })),
  );
  await appendSupervisionEvents(
    tx,
    cards
      .filter(({ state }) => state !== 'revoked')
      .map((card) => cardEvent('duban.card.rectified', card, now, deps.policies)),
  );
  return cards.length;
}

const UNRECTIFIED = `k.issued_at IS NOT NULL AND k.rectified_at IS NULL AND k.clock > 0 AND k.level IN ('yellow', 'red')`;

const LOCK_PROCESSES = `
  SELECT p.id FROM process p
  WHERE p.id IN (
    SELECT k.process_id FROM card k JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
    WHERE ${UNRECTIFIED} AND c.state = 'stopped' LIMIT $1)
  ORDER BY p.id FOR UPDATE OF p`;

const NOTE = `
  WITH noted AS (
    UPDATE card k SET rectified_at = $2 FROM clock c
    WHERE k.process_id = ANY($1) AND ${UNRECTIFIED}
      AND c.process_id = k.process_id AND c.number = k.clock AND c.state = 'stopped'
    RETURNING k.id)
  SELECT id FROM noted`;
