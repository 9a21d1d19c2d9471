import { issueInstant } from '../time-limits/ladder.js';
import { basisOf } from '../cards/card-policies.js';
import { UNEXPLAINED as REASON } from '../cards/card-reason.js';
import { CardRecordsRepository } from '../cards/card-records.repository.js';
import { newCard } from './card-plan.js';
import { lockProcesses } from '../timeline/append-timeline.js';
import type { Phase } from './issue-due-cards.js';
import { skipCard } from './skipped-clocks.js';
import { SlaMonitorRepository, type CardKey } from './sla-monitor.repository.js';

/**
 * A yellow card whose unit has not submitted its written statement in time leads to a red card of its own, beside the
 * yellow one, whether or not the work was done meanwhile. Returns the number of red cards.
 */
export const unexplainedCards: Phase<CardKey> = {
  due: (monitor, { now, limit }) => monitor.dueStatements(new Date(now), limit),

  async work(tx, deps, { now, items }) {
    await lockProcesses(
      tx,
      items.map((card) => card.process_id),
    );
    const monitor = new SlaMonitorRepository(tx);
    const due = await monitor.readDueStatements(
      items.map(({ id }) => id),
      new Date(now),
    );

    const planned = due
      .filter(({ has_red }) => !has_red)
      .map((yellow) => {
        const basis = basisOf(deps.policies, yellow);
        return newCard(
          { ...yellow, number: yellow.clock },
          {
            threshold: 'unexplained',
            level: 'red',
            reachedAt: yellow.statement_due_at.toISOString(),
            now,
            reason: REASON,
            points: basis.policy.points,
            issueAt: issueInstant(basis, now),
          },
        );
      });
    const made = await new CardRecordsRepository(tx).insert(planned);
    await monitor.clearStatements(due.map(({ id }) => id));
    const cards = planned.filter(({ id }) => made.has(id));
    await deps.cards.issue(
      tx,
      [],
      { at: now },
      cards.map(({ id }) => id),
    );
    return cards.length;
  },

  skip: skipCard,
};
