import { issueInstant } from '../time-limits/ladder.js';
import { basisOf } from '../cards/card-policies.js';
import { UNEXPLAINED as REASON } from '../cards/card-reason.js';
import { insertCards } from '../cards/card-rows.js';
import { newCard, type DueClock } from './card-plan.js';
import { lockProcesses } from '../timeline/append-timeline.js';
import type { Phase } from './issue-due-cards.js';
import { skipCard, type CardKey } from './skipped-clocks.js';

interface Unexplained extends Omit<
  DueClock,
  'number' | 'limit_key' | 'rungs' | 'missed' | 'still_since' | 'acted_at'
> {
  readonly id: string;
  readonly clock: number;
  readonly statement_due_at: Date;
  /** Its clock has a red card for another reason already. */
  readonly has_red: boolean;
}

/**
 * A yellow card whose unit has not explained itself in writing in time becomes red: a card of its own, on top of the
 * yellow one. Whether the work was handed in meanwhile makes no difference. Returns the number of red cards.
 */
export const unexplainedCards: Phase<CardKey> = {
  due: (db, { now, limit }) => db.query(DUE, [new Date(now), limit]),

  async work(tx, deps, { now, items }) {
    await lockProcesses(
      tx,
      items.map((card) => card.process_id),
    );
    const due: Unexplained[] = await tx.query(UNEXPLAINED, [items.map(({ id }) => id), new Date(now)]);

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
    const made = await insertCards(tx, planned);
    await tx.query(DONE, [due.map(({ id }) => id)]);
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

const DUE = `
  SELECT id, process_id FROM card
  WHERE statement_due_at <= $1 AND (retry_at IS NULL OR retry_at <= $1)
  ORDER BY statement_due_at LIMIT $2`;

const UNEXPLAINED = `
  SELECT k.id, k.process_id, k.clock, k.unit, k.due_at, k.statement_due_at, k.policy_id, k.policy_version,
    k.calendar_version,
    EXISTS (SELECT 1 FROM card r WHERE r.process_id = k.process_id AND r.clock = k.clock AND r.level = 'red'
      AND r.state NOT IN ('stopped', 'revoked')) AS has_red
  FROM card k WHERE k.id = ANY($1) AND k.statement_due_at <= $2`;

const DONE = 'UPDATE card SET statement_due_at = NULL, retry_at = NULL WHERE id = ANY($1)';
