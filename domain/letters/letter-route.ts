import type { Database } from '../../infra/database/query.js';
import { SUPERVISING_OFFICES } from '../../infra/database/seeds/units.js';
import type { HiddenRoute } from '../../workflows/letters/route.js';
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
export async function letterRoute(db: Database, hiddenFrom: readonly string[]): Promise<HiddenRoute | null> {
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
