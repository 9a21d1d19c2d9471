import { AuthorsRepository } from '../../../../domain/cases/authors/authors.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import type { Database } from '../../../../infra/database/query.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import type { Check } from './task-checks.js';

/** @throws {DubanError} FOUR_EYES when the account has written or edited the part of the record */
export async function assertNotAuthor(
  db: Database,
  author: { readonly recordId: string; readonly part: string; readonly account: string },
): Promise<void> {
  if (await new AuthorsRepository(db).isAuthor(author)) throw ownText();
}

/** Four eyes on a text that is stored outside the tasks: nobody approves or publishes what he wrote or edited. */
export const notByAuthor =
  (part: string): Check =>
  (tx, { process_id: recordId }, _decision, { account }) =>
    assertNotAuthor(tx, { recordId, part, account });

/** For texts whose rows name their author. */
export const ownText = (): DubanError => new DubanError('FOUR_EYES', detail('cases.ownText'));

/** Several checks of one decision, in this order. */
export const allOf =
  (...checks: readonly Check[]): Check =>
  async (...decision) => {
    for (const check of checks) await check(...decision);
  };
