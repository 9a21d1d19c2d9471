import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Check, Checks } from '../cases/tasks/task-checks.js';

/** @throws {DubanError} FOUR_EYES for whoever gave the card by hand */
export async function assertAnotherThanIssuer(db: Queryable, card: string, account: string): Promise<void> {
  const given = await rowsOf(db, 'SELECT 1 FROM card WHERE id = $1 AND issued_by = $2', [card, account]);
  if (given.length > 0)
    throw new DubanError('FOUR_EYES', 'whoever gave the card by hand does not decide on it');
}

const anotherThanIssuer: Check = (tx, task, _decision, { account }) =>
  assertAnotherThanIssuer(tx, (task.process.facts as { card: string }).card, account);

/** What the decision on an appeal must satisfy that only the database knows. */
export const appealChecks: Checks = {
  'decide/revoke': anotherThanIssuer,
  'decide/uphold': anotherThanIssuer,
  'decide/escalate': anotherThanIssuer,
};
