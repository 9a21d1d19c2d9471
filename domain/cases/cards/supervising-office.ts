import type { Executor } from '../../../infra/database/query.js';
import { SUPERVISING_OFFICES } from '../../../infra/database/seeds/units.js';
import { firstUnaffected } from '../units/first-unaffected.js';

/**
 * The office that supervises a matter, and may see it. A running matter always has one: a letter that leaves none is refused
 * on receipt.
 */
export async function supervisingOffice(db: Executor, hiddenFrom: readonly string[]): Promise<string> {
  return (await firstUnaffected(db, SUPERVISING_OFFICES, hiddenFrom)) ?? SUPERVISING_OFFICES[0]!;
}
