import { rowsOf, type Queryable } from '../../../infra/database/queryable.js';

/**
 * The first of some units, in the order given, that a matter is not hidden from: neither the unit itself nor a body
 * above it is named. Null when the matter concerns all of them.
 *
 * @param codes units that may do something, the usual one first
 * @param hiddenFrom codes of the units that must not learn of the matter
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
