import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';

/**
 * Returns the first unit, in the given order, that a case is not hidden from: the case names neither the unit nor a unit
 * above it. Null when it names all of them.
 *
 * @param codes candidate units, the regular one first
 * @param hiddenFrom codes of the units that the case is hidden from
 */
export async function firstUnaffected(
  db: Queryable,
  codes: readonly string[],
  hiddenFrom: readonly string[],
): Promise<string | null> {
  if (hiddenFrom.length === 0) return codes[0] ?? null;
  const [row] = await rowsOf<{ code: string }>(db, FIRST, [codes, hiddenFrom]);
  return row?.code ?? null;
}

const FIRST = `
  SELECT code FROM unit WHERE code = ANY ($1::text[]) AND NOT path && $2::text[]
  ORDER BY array_position($1::text[], code) LIMIT 1`;
