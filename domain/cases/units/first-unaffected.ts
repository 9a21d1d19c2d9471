import type { Executor } from '../../../infra/database/query.js';
import { firstUnitNotHidden } from './units.repository.js';

/**
 * Returns the first unit, in the given order, that a case is not hidden from: the case names neither the unit nor a unit
 * above it. Null when it names all of them.
 *
 * @param codes candidate units, the regular one first
 * @param hiddenFrom codes of the units that the case is hidden from
 */
export async function firstUnaffected(
  db: Executor,
  codes: readonly string[],
  hiddenFrom: readonly string[],
): Promise<string | null> {
  if (hiddenFrom.length === 0) return codes[0] ?? null;
  return firstUnitNotHidden(db, codes, hiddenFrom);
}
