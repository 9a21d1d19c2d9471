import type { EntityManager } from 'typeorm';
import { isHiddenFrom, isSecret } from '../../../activities/read-model/secrecy.js';
import { rowsOf } from '../../../infra/database/queryable.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Check, Reading } from '../tasks/task-checks.js';
import { refusal } from './letter-addressees.js';

/**
 * The id of the letter whose number, or id, was written.
 *
 * @throws {DubanError} MERGE_TARGET_INVALID when there is none
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
 * Whether a letter may be merged into another one, which is neither secret nor hidden from the unit that decides. The rows
 * of both are locked until the command is stored, in the order of their ids; what was accepted before and is not projected
 * yet counts as done: of two letters that are merged into each other at once, only one is.
 *
 * @throws {DubanError} MERGE_TARGET_INVALID
 */
export const mergeTarget: Check = async (tx, { process_id: letter, unit }, { into }: { into: string }) => {
  await lockLetters(tx, [letter, into]);
  const rows: unknown[] = await tx.query(TARGET, [into, letter, unit]);
  if (rows.length === 0) throw noTarget();
};

const noTarget = (): DubanError =>
  refusal('MERGE_TARGET_INVALID', 'decision.into', 'must be another open letter that is not merged itself');

/**
 * A letter cannot be withdrawn in the moment in which another one is merged into it.
 *
 * @throws {DubanError} MESSAGE_NOT_EXPECTED
 */
export async function assertNoMergeUnderWay(tx: EntityManager, letter: string): Promise<void> {
  await lockLetters(tx, [letter]);
  const rows: unknown[] = await tx.query(MERGING_INTO, [letter]);
  if (rows.length > 0)
    throw new DubanError('MESSAGE_NOT_EXPECTED', 'another letter is just being merged into this one');
}

/** Weaker than the projection's lock only towards who merely refers to the row. */
async function lockLetters(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query('SELECT 1 FROM process WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE', [ids]);
}

/** Commands that end a letter, or make it secret, and have not reached the read model yet. */
const ENDING = `
  c.kind = 'cancel'
  OR c.kind = 'message' AND c.envelope ->> 'name' = 'withdraw'
  OR c.kind = 'complete' AND (c.envelope ->> 'outcome' IN ('merge', 'petition', 'discipline')
    OR c.envelope -> 'decision' ->> 'class' = 'REPORT')`;

const TARGET = `
  SELECT 1 FROM process p WHERE p.id = $1 AND p.id <> $2 AND p.key = 'mailbox-letter'
    AND p.state IN ('running', 'suspended') AND p.facts ->> 'mergedInto' IS NULL AND NOT ${isSecret('p')}
    AND NOT ${isHiddenFrom('p', '(SELECT u.path FROM unit u WHERE u.code = $3)')}
    AND NOT EXISTS (SELECT 1 FROM command c WHERE c.state = 'accepted' AND c.process_id = p.id AND (${ENDING}))`;

const MERGING_INTO = `
  SELECT 1 FROM command c WHERE c.state = 'accepted' AND c.kind = 'complete' AND c.envelope ->> 'outcome' = 'merge'
    AND c.envelope -> 'decision' ->> 'into' = $1`;
