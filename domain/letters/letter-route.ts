import { rowsOf, type Queryable } from '../../infra/database/queryable.js';
import type { HiddenRoute } from '../../workflows/letters/route.js';
import { SUPERVISING_OFFICES } from '../cases/cards/supervising-office.js';
import { firstUnaffected } from '../cases/units/first-unaffected.js';

/** Registers letters: 州群众工作中心, or 州人民政府办公室 when a letter is about the centre. */
const REGISTERING_OFFICES = ['QGZ', 'ZFB'];
const DISCIPLINE = ['JCJ'];
const PETITION_OFFICE = ['XFJ'];

/**
 * Chooses the unit for each part of a letter: the first one that the letter is not hidden from.
 *
 * @param hiddenFrom codes of the units that the letter is hidden from
 * @returns null when no unit is left to register or to supervise it
 */
export async function letterRoute(db: Queryable, hiddenFrom: readonly string[]): Promise<HiddenRoute | null> {
  const first = (codes: readonly string[]): Promise<string | null> => firstUnaffected(db, codes, hiddenFrom);
  const office = await first(REGISTERING_OFFICES);
  const supervisor = await first(SUPERVISING_OFFICES);
  if (office === null || supervisor === null) return null;
  return {
    office,
    supervisor,
    handover: (await first(DISCIPLINE)) === null ? 'superior' : 'discipline',
    petition: (await first(PETITION_OFFICE)) !== null,
    hiddenFrom,
  };
}

/** Reads the codes of all units that a letter is hidden from after triage has named more of them. */
export async function hiddenAfterTriage(
  db: Queryable,
  process: string,
  found: { readonly namedUnits?: readonly string[]; readonly accuses: boolean },
): Promise<readonly string[]> {
  const parameters = [process, found.accuses, found.namedUnits ?? []];
  const [row] = await rowsOf<{ hidden: string[] }>(db, HIDDEN, parameters);
  if (!row) throw new Error(`process ${process} has no row`);
  return row.hidden;
}

const HIDDEN = `
  SELECT ARRAY(SELECT DISTINCT h FROM (
    SELECT unnest(p.hidden_from || $3::text[]) AS h
    UNION ALL SELECT jsonb_array_elements_text(p.input -> 'namedUnits') WHERE $2
  ) all_named ORDER BY h) AS hidden
  FROM process p WHERE p.id = $1`;
