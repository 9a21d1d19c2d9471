import type { Executor } from '../../../infra/database/query.js';
import { actedAt, type ProcessEvent } from '../../../workflows/engine/definition/events.js';
import { recordRevokedCards } from './card-events.js';
import type { CardPolicies } from './card-policies.js';
import { CardRevocationsRepository } from './card-revocations.repository.js';

/** A stop, pause, extension or move of a clock, epoch ms; `clock` null: all clocks of the process. */
export interface Relief {
  readonly clock: number | null;
  readonly at: number;
}

const WHY = '有关操作在该时限到达之前已经提交，本牌自动撤回';

/** The reliefs in events: later thresholds of their clocks change. */
export const reliefsOf = (events: readonly ProcessEvent[]): Relief[] =>
  events.flatMap((event): Relief[] => {
    switch (event.type) {
      case 'process.suspended':
        return [{ clock: null, at: actedAt(event) }];
      case 'clock.stopped':
      case 'clock.paused':
      case 'clock.extended':
      case 'clock.reclassed':
      case 'clock.redated':
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
  tx: Executor,
  process: string,
  reliefs: readonly Relief[],
  now: number,
): Promise<string[]> {
  if (reliefs.length === 0) return [];
  const rows = reliefs.map(({ clock, at }) => ({ clock, at: new Date(at).toISOString() }));
  const revocations = new CardRevocationsRepository(tx);
  const cards = await revocations.takeBack(process, rows, WHY, new Date(now));
  if (cards.length > 0) await revocations.restoreLadders(process, cards);
  return cards;
}

/** Writes the timeline entries of cards that were taken back, and the feed's events of those that it had shown. */
export const recordTakenBackCards = (
  tx: Executor,
  cards: readonly string[],
  {
    policies,
    now: at,
  }: { readonly policies: Pick<CardPolicies, 'policy' | 'calendar'>; readonly now: number },
): Promise<void> => recordRevokedCards(tx, cards, { at, reason: WHY, policies });
