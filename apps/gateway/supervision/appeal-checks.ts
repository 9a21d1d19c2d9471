import { CardActsRepository } from '../../../domain/cases/cards/card-acts.repository.js';
import { detail } from '../../../domain/messages/index.js';
import type { Database } from '../../../infra/database/query.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Precondition, Preconditions } from '../cases/tasks/task-checks.js';

/** @throws {DubanError} FOUR_EYES when the account issued the card by hand */
export async function assertNotIssuer(db: Database, card: string, account: string): Promise<void> {
  if (await new CardActsRepository(db).isIssuer(card, account))
    throw new DubanError('FOUR_EYES', detail('cards.issuerMayNotDecide'));
}

const notIssuer: Precondition = (db, task, { account }) =>
  assertNotIssuer(db, (task.process.facts as { card: string }).card, account);

/** Conditions of the decision on an appeal that only the database knows. */
export const appealPreconditions: Preconditions = {
  'decide/revoke': notIssuer,
  'decide/uphold': notIssuer,
  'decide/escalate': notIssuer,
};
