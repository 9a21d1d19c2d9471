import { raw, sql, type Sql } from '../../../infra/database/sql.js';
import { VALID_STATES } from './card-rows.js';

const inForce = (card: string): Sql =>
  raw(`${card}.state IN (${VALID_STATES.map((state) => `'${state}'`).join(', ')})`);

/**
 * The points of a card `k` now, as an expression: none unless it is in force. Where the policy lets red absorb yellow, a
 * yellow card has no points beside a red one of the same clock, so that one delay counts once.
 */
export const POINTS = sql`(CASE WHEN NOT ${inForce('k')} THEN 0
  WHEN k.level = 'yellow' AND k.clock > 0 AND EXISTS (SELECT 1 FROM card r WHERE r.process_id = k.process_id
    AND r.clock = k.clock AND r.unit = k.unit AND r.level = 'red' AND r.absorbs AND ${inForce('r')}) THEN 0
  ELSE k.points END)`;
