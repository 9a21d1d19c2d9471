import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { AccountabilityInput } from '../../../workflows/cards/accountability/behaviour.js';
import { accountability } from '../../../workflows/cards/accountability/definition.js';
import type { CommandStore } from '../commands/command-store.js';
import { eventSubject } from './card-events.js';
import type { CardRow } from './card-rows.js';
import { supervisingOffice } from './supervising-office.js';

/** Stores a process and its first command in the caller's transaction; the sweeper then starts it. */
export type ProcessStarter = Pick<CommandStore, 'begin'>;

/**
 * Starts the process in which a supervising office proposes the consequences of a card of the last threshold, or of a red
 * card of an office below the supervisor only; never the office that has the card. It is stored in the transaction that
 * issues the card, and is as secret as the card's process.
 */
export async function startAccountability(
  tx: EntityManager,
  starter: ProcessStarter,
  card: CardRow,
  at: number,
): Promise<void> {
  const { key, version } = accountability.definition;
  const id = randomUUID();
  const { subject, unit } = eventSubject(card);
  const { hidden_from: hiddenFrom, confidential } = card;
  const office = await supervisingOffice(tx, [...hiddenFrom, card.unit]);
  const input: AccountabilityInput = { card: card.id, process: card.process_id, unit, office };
  const startedAt = new Date(at);
  await starter.begin(
    { id, key, version, subject, input, confidential, hiddenFrom, startedAt },
    {
      id: randomUUID(),
      process: id,
      command: { kind: 'begin', by: { account: 'system', unit: '', roles: [] } },
      account: 'system',
    },
    tx,
  );
}
