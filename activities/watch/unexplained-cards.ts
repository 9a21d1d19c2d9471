import type { EntityManager } from 'typeorm';
import { issueInstant } from '../time-limits/ladder.js';
import { basisOf } from '../supervision/card-policies.js';
import { insertCards } from '../supervision/card-rows.js';
import { newCard, type DueClock } from './card-plan.js';
import type { WatchDeps } from './issue-due-cards.js';

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
 * yellow one. Whether the work was handed in meanwhile makes no difference; a chunk in one transaction.
 */
export async function raiseForWantOfStatement(
  tx: EntityManager,
  deps: WatchDeps,
  { now, limit }: { now: number; limit: number },
): Promise<{ due: number; cards: number }> {
  const at = new Date(now);
  const processes: { id: string }[] = await tx.query(LOCK_PROCESSES, [at, limit]);
  if (processes.length === 0) return { due: 0, cards: 0 };
  const due: Unexplained[] = await tx.query(UNEXPLAINED, [processes.map(({ id }) => id), at]);

  const planned = due
    .filter(({ has_red }) => !has_red)
    .map((yellow) => {
      const basis = basisOf(deps.policies, yellow);
      return newCard(
        { ...yellow, number: yellow.clock },
        {
          rung: 'unexplained',
          level: 'red',
          reachedAt: yellow.statement_due_at.toISOString(),
          now,
          points: basis.policy.points,
          issueAt: issueInstant(basis, now),
        },
      );
    });
  const made = await insertCards(tx, planned);
  await tx.query('UPDATE card SET statement_due_at = NULL WHERE id = ANY($1)', [due.map(({ id }) => id)]);
  const cards = planned.filter(({ id }) => made.has(id));
  await deps.cards.issue(tx, [], { at: now }, cards);
  return { due: due.length, cards: cards.length };
}

const LOCK_PROCESSES = `
  SELECT p.id FROM process p
  WHERE p.id IN (SELECT process_id FROM card WHERE statement_due_at <= $1 ORDER BY statement_due_at LIMIT $2)
  ORDER BY p.id FOR UPDATE OF p`;

const UNEXPLAINED = `
  SELECT k.id, k.process_id, k.clock, k.unit, k.due_at, k.statement_due_at, k.policy_id, k.policy_version,
    k.calendar_version,
    EXISTS (SELECT 1 FROM card r WHERE r.process_id = k.process_id AND r.clock = k.clock AND r.level = 'red'
      AND r.state NOT IN ('stopped', 'revoked')) AS has_red
  FROM card k WHERE k.process_id = ANY($1) AND k.statement_due_at <= $2`;
