import { isSecret } from '../../../../domain/cases/secrecy/secrecy.js';
import { and, sql } from '../../../../infra/database/sql.js';

/** Cases that figures count, over the row `p`: no secret one, and none that is hidden from any unit. */
export const COUNTED_CASES = and(sql`NOT ${isSecret('p')}`, sql`p.hidden_from = '{}'`);
