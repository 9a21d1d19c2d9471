import { cardEvent } from '../supervision/card-events.js';
import { readCards } from '../supervision/card-rows.js';
import { cardEntry } from '../supervision/card-timeline.js';
import { appendSupervisionEvents } from '../supervision/events.js';
import { appendTimeline, lockProcesses } from '../supervision/timeline.js';
import type { Phase } from './issue-due-cards.js';
import { setCardAside, type CardKey } from './set-aside.js';

/** Notes that what was late has been done: the clocks of yellow and red cards that have stopped meanwhile. */
export const rectifiedCards: Phase<CardKey> = {
  due: (db, { now, limit }) => db.query(DUE, [new Date(now), limit]),

  async work(tx, deps, { now, items }) {
    await lockProcesses(
      tx,
      items.map((card) => card.process_id),
    );
    const rows: { id: string }[] = await tx.query(NOTE, [items.map(({ id }) => id), new Date(now)]);
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
  },

  setAside: setCardAside,
};

const UNRECTIFIED = `k.issued_at IS NOT NULL AND k.rectified_at IS NULL AND k.clock > 0 AND k.level IN ('yellow', 'red')`;

const DUE = `
  SELECT k.id, k.process_id FROM card k JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
  WHERE ${UNRECTIFIED} AND c.state = 'stopped' AND (k.retry_at IS NULL OR k.retry_at <= $1) LIMIT $2`;

const NOTE = `
  WITH noted AS (
    UPDATE card k SET rectified_at = $2, retry_at = NULL FROM clock c
    WHERE k.id = ANY($1) AND ${UNRECTIFIED}
      AND c.process_id = k.process_id AND c.number = k.clock AND c.state = 'stopped'
    RETURNING k.id)
  SELECT id FROM noted`;
