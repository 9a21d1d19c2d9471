import { AuthorsRepository } from '../../../../domain/cases/authors/authors.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import type { Database } from '../../../../infra/database/query.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Precondition } from './task-checks.js';

/** @throws {DubanError} FOUR_EYES when the account has written or edited the part of the record */
export async function assertNotAuthor(
  db: Database,
  author: { readonly recordId: string; readonly part: string; readonly account: string },
): Promise<void> {
  if (await new AuthorsRepository(db).isAuthor(author)) throw ownText();
}

/** Four eyes on a text that is stored outside the tasks: nobody approves or publishes what he wrote or edited. */
export const notByAuthor =
  (part: string): Precondition =>
  (db, { process_id: recordId }, { account }) =>
    assertNotAuthor(db, { recordId, part, account });

/** For texts whose rows name their author. */
export const ownText = (): DubanError => new DubanError('FOUR_EYES', detail('cases.ownText'));

/** Several preconditions of one outcome, in this order. */
export const allOf =
  (...preconditions: readonly Precondition[]): Precondition =>
  async (...task) => {
    for (const precondition of preconditions) await precondition(...task);
  };
