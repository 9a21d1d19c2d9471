import type { Executor } from '../../../infra/database/query.js';
import { firstUnaffected } from '../units/first-unaffected.js';

/** Supervising offices: 州人民政府办公室; 州信访局 where the matter concerns that office itself. */
export const SUPERVISING_OFFICES: readonly string[] = ['ZFB', 'XFJ'];

/**
 * The office that supervises a matter, and may see it. A running matter always has one: a letter that leaves none is refused
 * on receipt.
 */
export async function supervisingOffice(db: Executor, hiddenFrom: readonly string[]): Promise<string> {
  return (await firstUnaffected(db, SUPERVISING_OFFICES, hiddenFrom)) ?? SUPERVISING_OFFICES[0]!;
}
