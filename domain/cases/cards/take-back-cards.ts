import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';
import { actedAt, type ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { recordRevokedCards } from './card-events.js';
import type { CardPolicies } from './card-policies.js';

/** A clock that stopped, was paused, extended or moved, and when (epoch ms); `clock` null: all clocks of the process. */
export interface Relief {
  readonly clock: number | null;
  readonly at: number;
}

const WHY = '有关操作在该时限到达之前已经提交,本牌自动撤回';

/** What events change of the thresholds that come after them. */
export const reliefsOf = (events: readonly ProcessEvent[]): Relief[] =>
  events.flatMap((event): Relief[] => {
    switch (event.type) {
      case 'process.suspended':
        return [{ clock: null, at: actedAt(event) }];
      case 'clock.stopped':
      case 'clock.paused':
      case 'clock.extended':
      case 'clock.reclassed':
      case 'clock.moved':
        return [{ clock: event.clock, at: actedAt(event) }];
      default:
        return [];
    }
  });

/**
 * Takes back the cards of thresholds after a relief that the SLA monitor could not know of yet: a pending card is stopped,
 * one in force is revoked. Their thresholds go back to the ladders, so that the events change the clocks as if the SLA
 * monitor had not run; call it under the lock of the process, before the events are folded.
 *
 * @returns ids of the cards, for `recordTakenBackCards` once the events are written
 */
export async function takeBackCards(
  tx: Queryable,
  process: string,
  reliefs: readonly Relief[],
  now: number,
): Promise<string[]> {
  if (reliefs.length === 0) return [];
  const rows = reliefs.map(({ clock, at }) => ({ clock, at: new Date(at).toISOString() }));
  const taken = await rowsOf<{ id: string }>(tx, TAKE_BACK, [
    process,
    JSON.stringify(rows),
    new Date(now),
    WHY,
  ]);
  const cards = taken.map(({ id }) => id);
  if (cards.length > 0) await tx.query(RESTORE_LADDERS, [process, cards]);
  return cards;
}

/** Writes the timeline entries of cards that were taken back, and the feed's events of those that it had shown. */
export const recordTakenBackCards = (
  tx: Queryable,
  cards: readonly string[],
  {
    policies,
    now: at,
  }: { readonly policies: Pick<CardPolicies, 'policy' | 'calendar'>; readonly now: number },
): Promise<void> => recordRevokedCards(tx, cards, { at, reason: WHY, policies });

/** A card raised by a clock that is in force or pending; one for a missing statement does not depend on its clock. */
export const RAISED_BY_CLOCK = `k.source = 'auto' AND k.clock > 0 AND k.rung <> 'unexplained'
  AND k.taken_back_at IS NULL AND k.state NOT IN ('stopped', 'revoked')`;

/** A red card for a missing statement goes with its yellow card. */
const TAKE_BACK = `
  WITH late AS (
    SELECT k.id, k.clock, k.level FROM card k
    WHERE k.process_id = $1 AND ${RAISED_BY_CLOCK} AND EXISTS (
      SELECT 1 FROM jsonb_to_recordset($2::jsonb) AS r(clock int, at timestamptz)
      WHERE coalesce(r.clock, k.clock) = k.clock AND r.at < k.reached_at)
  ), following AS (
    SELECT k.id FROM card k JOIN late ON late.clock = k.clock AND late.level = 'yellow'
    WHERE k.process_id = $1 AND k.rung = 'unexplained' AND k.taken_back_at IS NULL
      AND k.state NOT IN ('stopped', 'revoked')
  ), taken AS (
  UPDATE card k SET state = CASE WHEN k.state = 'pending' THEN 'stopped' ELSE 'revoked' END, decision_reason = $4,
    decided_at = $3, taken_back_at = $3, statement_due_at = NULL
  WHERE k.id IN (SELECT id FROM late UNION SELECT id FROM following)
  RETURNING k.id
  )
  SELECT id FROM taken`;

const RESTORE_LADDERS = `
  UPDATE clock c SET rungs = coalesce(c.rungs, '{}') || k.rungs, next_at = least(c.next_at, k.reached_at)
  FROM (
    SELECT clock, jsonb_object_agg(rung, to_char(reached_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) AS rungs,
      min(reached_at) AS reached_at
    FROM card WHERE id = ANY ($2::uuid[]) AND rung <> 'unexplained' GROUP BY clock
  ) k
  WHERE c.process_id = $1 AND c.number = k.clock AND c.state <> 'stopped'`;
