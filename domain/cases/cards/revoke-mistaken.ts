import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { recordRevokedCards } from './card-events.js';
import type { CardPolicies } from './card-policies.js';

const WHY = '该事项系误录,本牌随之撤销';

/** When the process was cancelled as one that should never have been entered (误录), epoch ms; null when it was not. */
export const mistakenAt = (events: readonly ProcessEvent[]): number | null =>
  events.find((event) => event.type === 'process.cancelled' && event.mistaken)?.at ?? null;

/** As `mistakenAt`, of what has been written already; call it under the lock of the process. */
export async function wasMistaken(tx: Queryable, process: string): Promise<boolean> {
  return (await rowsOf(tx, MISTAKEN, [process])).length > 0;
}

/**
 * Revokes the cards of a case that was entered by mistake: cards in force are revoked, pending ones are stopped, and
 * thresholds that its clocks have reached raise none. Call it under the lock of the process once its end is written, last
 * but for other supervision events. Idempotent.
 *
 * @param at epoch ms
 */
export async function revokeMistaken(
  tx: Queryable,
  process: string,
  at: number,
  policies: Pick<CardPolicies, 'policy' | 'calendar'>,
): Promise<void> {
  await tx.query(NOTHING_TO_COME, [process]);
  const revoked = await rowsOf<{ id: string }>(tx, REVOKE, [process, new Date(at), WHY]);
  await recordRevokedCards(
    tx,
    revoked.map(({ id }) => id),
    { at, reason: WHY, policies },
  );
}

const MISTAKEN = `
  SELECT 1 FROM timeline_entry
  WHERE process_id = $1 AND type = 'process.cancelled' AND data ->> 'mistaken' = 'true'`;

const NOTHING_TO_COME = `
  UPDATE clock SET rungs = NULL, missed = NULL, next_at = NULL WHERE process_id = $1 AND next_at IS NOT NULL`;

const REVOKE = `
  WITH revoked AS (
  UPDATE card SET state = CASE WHEN state = 'pending' THEN 'stopped' ELSE 'revoked' END, decision_reason = $3,
    decided_at = $2, statement_due_at = NULL
  WHERE process_id = $1 AND state NOT IN ('stopped', 'revoked')
  RETURNING id)
  SELECT id FROM revoked`;
