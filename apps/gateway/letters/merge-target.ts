import type { EntityManager } from 'typeorm';
import { LettersRepository } from '../../../domain/letters/letters.repository.js';
import { MergingRepository } from '../../../domain/letters/merged-letters.repository.js';
import { detail, issue } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import type { Check, Reading } from '../cases/tasks/task-checks.js';

/**
 * Replaces a letter's number, or id, by its id.
 *
 * @throws {DubanError} MERGE_TARGET_INVALID when there is no such letter
 */
export const readMergeTarget: Reading = async (db, { into }: { into: string }) => {
  const letter = await new LettersRepository(db).processOf(into);
  if (letter === undefined) throw noTarget();
  return { into: letter };
};

/**
 * Checks that the target is open, not rejected, not merged, and not hidden from the deciding unit. An accusation is merged
 * with no other letter; a caller without a task in the accusation gets the same error as for a target that does not exist.
 * Locks the rows of both letters, in the order of their ids, until the command is stored. Accepted commands that are not
 * projected yet count as done, so of two letters merged into each other at once only one is.
 *
 * @throws {DubanError} MERGE_TARGET_INVALID, MERGE_JOINS_ACCUSATION
 */
export const checkMergeTarget: Check = async (
  tx,
  { process_id: letter, unit },
  { into }: { into: string },
) => {
  const merging = new MergingRepository(tx);
  await merging.lock([letter, into]);
  const target = await merging.target(into, letter, unit);
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
  const merging = new MergingRepository(tx);
  await merging.lock([letter]);
  if (await merging.isMergeUnderWay(letter))
    throw new DubanError('MESSAGE_NOT_EXPECTED', detail('letters.mergeUnderWay'));
}
