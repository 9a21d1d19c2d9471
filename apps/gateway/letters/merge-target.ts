import { raw } from '../../../infra/database/sql.js';
import type { EntityManager } from 'typeorm';
import { isHiddenFrom, isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { rowsOf } from '../../../infra/database/queryable.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Check, Reading } from '../cases/tasks/task-checks.js';

/**
 * Replaces a letter's number, or id, by its id.
 *
 * @throws {DubanError} MERGE_TARGET_INVALID when there is no such letter
 */
export const readMergeTarget: Reading = async (db, { into }: { into: string }) => {
  const column = /^zx/i.test(into) ? 'letter_no = upper($1)' : 'process_id = $1';
  const [letter] = await rowsOf<{ id: string }>(db, `SELECT process_id AS id FROM letter WHERE ${column}`, [
    into,
  ]);
  if (!letter) throw noTarget();
  return { into: letter.id };
};

/**
 * Checks that the target is open, not rejected, not merged, and not hidden from the deciding unit. An accusation is merged
 * with no other letter; a caller without a task in the accusation gets the same error as for a target that does not exist.
 * Locks the rows of both letters, in the order of their ids, until the command is stored. Accepted commands that are not
 * projected yet count as done, so of two letters merged into each other at once only one is.
 *
 * @throws {DubanError} MERGE_TARGET_INVALID, MERGE_JOINS_ACCUSATION
 */
export const mergeTarget: Check = async (tx, { process_id: letter, unit }, { into }: { into: string }) => {
  await lockLetters(tx, [letter, into]);
  const [target]: { valid: boolean; joins: boolean }[] = await tx.query(TARGET, [into, letter, unit]);
  if (target?.joins)
    throw DubanError.ofFields('MERGE_JOINS_ACCUSATION', [issue('decision.into', 'letters.mergeAccusation')]);
  if (!target?.valid) throw noTarget();
};

const noTarget = (): DubanError =>
  DubanError.ofFields('MERGE_TARGET_INVALID', [issue('decision.into', 'letters.mergeTarget')]);

/**
 * Checks that no accepted command is about to merge another letter into this one.
 *
 * @throws {DubanError} MESSAGE_NOT_EXPECTED
 */
export async function assertNoMergeUnderWay(tx: EntityManager, letter: string): Promise<void> {
  await lockLetters(tx, [letter]);
  const rows: unknown[] = await tx.query(MERGING_INTO, [letter]);
  if (rows.length > 0) throw new DubanError('MESSAGE_NOT_EXPECTED', detail('letters.mergeUnderWay'));
}

/** NO KEY UPDATE still lets other transactions refer to the row by a foreign key. */
async function lockLetters(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query('SELECT 1 FROM process WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
}

/** Accepted commands, not projected yet, that end a letter, reject it or make it secret. */
const ENDING = `
  c.kind = 'cancel'
  OR c.kind = 'message' AND c.envelope ->> 'name' = 'withdraw'
  OR c.kind = 'complete' AND (c.envelope ->> 'outcome' IN ('merge', 'reject', 'petition', 'discipline')
    OR c.envelope -> 'decision' ->> 'class' = 'REPORT')`;

/** The mailbox office sees an accusation while it has an open task in it: see visibility.ts. */
const TARGET = `
  SELECT ${isSecret('own')} OR ${isSecret('p')} AND EXISTS (SELECT 1 FROM task t WHERE t.process_id = p.id
      AND t.state = 'open' AND t.unit = $3 AND t.role IN ('mailbox-office', 'mailbox-reviewer')) AS joins,
    p.state IN ('running', 'suspended') AND p.facts ->> 'mergedInto' IS NULL
      AND p.stage <> 'rejected' AND NOT ${isSecret('own')} AND NOT ${isSecret('p')}
      AND NOT EXISTS (SELECT 1 FROM task t WHERE t.process_id = p.id AND t.name = 'reconsider' AND t.state = 'open')
      AND NOT EXISTS (SELECT 1 FROM command c WHERE c.state = 'accepted' AND c.process_id = p.id AND (${ENDING})) AS valid
  FROM process p JOIN process own ON own.id = $2
  WHERE p.id = $1 AND p.id <> own.id AND p.key = 'mailbox-letter'
    AND NOT ${isHiddenFrom('p', raw('(SELECT u.path FROM unit u WHERE u.code = $3)'))}`;

const MERGING_INTO = `
  SELECT 1 FROM command c WHERE c.state = 'accepted' AND c.kind = 'complete' AND c.envelope ->> 'outcome' = 'merge'
    AND c.envelope -> 'decision' ->> 'into' = $1`;
