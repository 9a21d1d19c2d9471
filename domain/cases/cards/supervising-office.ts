import type { Queryable } from '../../../infra/database/queryable.js';
import { firstUnaffected } from '../units/first-unaffected.js';

/** Who supervises (RULES.md 5.9): 州人民政府办公室; 州信访局 where the matter concerns that office itself. */
export const SUPERVISING_OFFICES: readonly string[] = ['ZFB', 'XFJ'];

/**
 * The office that supervises a matter, and may know of it. A letter that leaves none is refused when it is received, so
 * of a matter that is running there is one.
 */
export async function supervisingOffice(db: Queryable, hiddenFrom: readonly string[]): Promise<string> {
  return (await firstUnaffected(db, SUPERVISING_OFFICES, hiddenFrom)) ?? SUPERVISING_OFFICES[0]!;
}
