import { DubanError } from '../../../workflows/engine/errors.js';
import type { Check, Checks } from '../tasks/task-checks.js';

/** @throws {DubanError} FOUR_EYES for whoever gave the card by hand */
const anotherThanIssuer: Check = async (tx, task, _decision, { account }) => {
  const { card } = task.process.facts as { card: string };
  const rows: unknown[] = await tx.query('SELECT 1 FROM card WHERE id = $1 AND issued_by = $2', [
    card,
    account,
  ]);
  if (rows.length > 0)
    throw new DubanError('FOUR_EYES', 'whoever gave the card by hand does not decide on it');
};

/** What the decision on an appeal must satisfy that only the database knows. */
export const appealChecks: Checks = {
  'decide/revoke': anotherThanIssuer,
  'decide/uphold': anotherThanIssuer,
  'decide/escalate': anotherThanIssuer,
};
