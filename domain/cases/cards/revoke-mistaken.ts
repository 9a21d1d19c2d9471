import type { Executor } from '../../../infra/database/query.js';
import type { ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { recordRevokedCards } from './card-events.js';
import type { CardPolicies } from './card-policies.js';
import { CardRevocationsRepository } from './card-revocations.repository.js';

const WHY = '该事项系误录，本牌随之撤销';

/** When the process was cancelled as one that should never have been entered (误录), epoch ms; null when it was not. */
export const mistakenAt = (events: readonly ProcessEvent[]): number | null =>
  events.find((event) => event.type === 'process.cancelled' && event.mistaken)?.at ?? null;

/**
 * Revokes the cards of a case that was entered by mistake: cards in force are revoked, pending ones are stopped, and
 * thresholds that its clocks have reached raise none. Call it under the lock of the process after its end is written, and
 * after everything but supervision events. Idempotent.
 *
 * @param at epoch ms
 */
export async function revokeMistaken(
  tx: Executor,
  process: string,
  at: number,
  policies: Pick<CardPolicies, 'policy' | 'calendar'>,
): Promise<void> {
  const revocations = new CardRevocationsRepository(tx);
  await revocations.clearLadders(process);
  const revoked = await revocations.revokeAll(process, WHY, new Date(at));
  await recordRevokedCards(tx, revoked, { at, reason: WHY, policies });
}
