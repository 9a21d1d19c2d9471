import { cardEvent } from '../cards/card-events.js';
import { CardRecordsRepository } from '../cards/card-records.repository.js';
import { VALID_STATES, type CardRow } from '../cards/card-rows.js';
import { cardEntry } from '../cards/card-timeline.js';
import { appendSupervisionEvents } from '../cards/supervision-events.repository.js';
import { appendTimeline, lockProcesses } from '../timeline/append-timeline.js';
import type { Phase } from './issue-due-cards.js';
import { skipCard } from './skipped-clocks.js';
import { SlaMonitorRepository, type CardKey } from './sla-monitor.repository.js';

/**
 * Marks cards as rectified (已整改) as of the instant at which the unit did what was late: only the unit's own act counts,
 * never that a clock ended. Returns the number of cards.
 */
export const rectifiedCards: Phase<CardKey> = {
  due: (monitor, { now, limit }) => monitor.dueRectifications(new Date(now), limit),

  async work(tx, deps, { items }) {
    await lockProcesses(
      tx,
      items.map((card) => card.process_id),
    );
    const ids = items.map(({ id }) => id);
    await new SlaMonitorRepository(tx).settleCards(ids);
    const cards = (await new CardRecordsRepository(tx).find(ids)).filter(
      (card) => card.rectified_at !== null && isInForce(card),
    );
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
