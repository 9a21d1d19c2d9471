import { lockProcesses } from '../timeline/append-timeline.js';
import type { Phase } from './issue-due-cards.js';
import { skipCard } from './skipped-clocks.js';
import { SlaMonitorRepository, type CardKey } from './sla-monitor.repository.js';

/** Issues cards that nobody stopped in the time given for it; returns their number. */
export const pendingCards: Phase<CardKey> = {
  due: (monitor, { now, limit }) => monitor.duePendingCards(new Date(now), limit),

  async work(tx, deps, { now, items }) {
    await lockProcesses(
      tx,
      items.map((card) => card.process_id),
    );
    const monitor = new SlaMonitorRepository(tx);
    const ids = await monitor.stillPending(
      items.map(({ id }) => id),
      new Date(now),
    );
    await deps.cards.issue(tx, ids, { at: now });
    await monitor.clearCardRetries(ids);
    return ids.length;
  },

  skip: skipCard,
};
