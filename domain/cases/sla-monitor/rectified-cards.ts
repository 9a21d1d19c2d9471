import { cardEvent } from '../cards/card-events.js';
import { readCards, VALID_STATES, type CardRow } from '../cards/card-rows.js';
import { cardEntry } from '../cards/card-timeline.js';
import { appendSupervisionEvents } from '../cards/supervision-events.js';
import { appendTimeline, lockProcesses } from '../timeline/append-timeline.js';
import type { Phase } from './issue-due-cards.js';
import { skipCard, type CardKey } from './skipped-clocks.js';

/**
 * Marks cards as rectified (已整改) as of the instant at which the unit did what was late: only the unit's own act counts,
 * never that a clock ended. Returns the number of cards.
 */
export const rectifiedCards: Phase<CardKey> = {
  due: (db, { now, limit }) => db.query(DUE, [new Date(now), limit]),

  async work(tx, deps, { items }) {
    await lockProcesses(
      tx,
      items.map((card) => card.process_id),
    );
    const ids = items.map(({ id }) => id);
    await tx.query(NOTE, [ids]);
    const cards = (await readCards(tx, ids)).filter((card) => card.rectified_at !== null && isInForce(card));
    await appendTimeline(
      tx,
      cards.map((card) => cardEntry('rectified', card, { at: card.rectified_at!.getTime() })),
    );
    await appendSupervisionEvents(
      tx,
      cards.map((card) =>
        cardEvent('duban.card.rectified', card, card.rectified_at!.getTime(), deps.policies),
      ),
    );
    return cards.length;
  },

  skip: skipCard,
};

/** A card that was taken back is never rectified. */
const isInForce = ({ state }: CardRow): boolean => VALID_STATES.includes(state);

/**
 * When the unit of a card `k` has done what the clock `c` that raised it is for, or did it under a later clock of the same
 * limit; null while it has not. What another unit did is not its merit, but a county answers through its offices.
 */
const FULFILLED_AT = `(SELECT min(f.fulfilled_at) FROM clock f LEFT JOIN unit u ON u.code = f.unit
  WHERE f.process_id = k.process_id AND f.number >= k.clock AND f.limit_key = c.limit_key
    AND (f.task IS NULL) = (c.task IS NULL) AND (f.unit = k.unit OR k.unit = ANY (u.path)))`;

const OPEN = `
  FROM card k JOIN clock c ON c.process_id = k.process_id AND c.number = k.clock
    JOIN process p ON p.id = k.process_id
  WHERE k.issued_at IS NOT NULL AND k.rectified_at IS NULL AND k.clock > 0 AND k.level IN ('yellow', 'red')
    AND NOT k.settled`;

const DUE = `
  SELECT k.id, k.process_id ${OPEN} AND (p.ended_at IS NOT NULL OR ${FULFILLED_AT} IS NOT NULL)
    AND (k.retry_at IS NULL OR k.retry_at <= $1) LIMIT $2`;

/** Of a process that has ended nothing more is to come. */
const NOTE = `
  UPDATE card SET rectified_at = CASE WHEN card.state <> 'revoked' THEN now.at END, settled = true, retry_at = NULL
  FROM (SELECT k.id, ${FULFILLED_AT} AS at ${OPEN} AND k.id = ANY ($1)) AS now
  WHERE card.id = now.id`;
