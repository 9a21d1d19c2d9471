import { identifier, sql, type Sql } from '../../../infra/database/sql.js';

/**
 * Whether a process is secret, as a condition over its row: a letter is an accusation from the start, or becomes one by a
 * decision of its process (信访条例 of 2005, art. 23). Every query uses this condition.
 *
 * @param row alias of the row of `process`
 */
export function isSecret(row: string): Sql {
  const p = identifier(row);
  return sql`(${p}.confidential OR ${p}.facts @> '{"confidential": true}')`;
}

/**
 * Makes the processes that refer to a process as secret as it has become: its children, and those that follow from its
 * cards. A process that is started later copies `confidential` and `hiddenFrom` of its origin.
 *
 * The facts of a process say whether it is secret (`confidential`), which units it is hidden from (`hiddenFrom`, all of
 * them), and which of these received it nevertheless (`disclosedTo`).
 *
 * @param process id of the changed process
 */
export const inheritSecrecy = (process: string): Sql => sql`
  UPDATE process p SET confidential = p.confidential OR ${isSecret('origin')},
    hidden_from = ARRAY(SELECT DISTINCT h FROM unnest(p.hidden_from || origin.hidden_from) h ORDER BY h)
  FROM process origin
  WHERE origin.id = ${process}::uuid
    AND (p.parent_id = ${process}::uuid OR p.key IN ('card-appeal', 'accountability') AND p.input ->> 'process' = ${process})`;

/**
 * Whether a process is hidden from a unit, as a condition over its row.
 *
 * @param path codes from the root down to the unit, or an expression of type text[]; null for no unit, from which every
 *   process is hidden that is hidden from any unit
 */
export function isHiddenFrom(row: string, path: Sql | readonly string[] | null): Sql {
  const p = identifier(row);
  return sql`(CASE WHEN ${path}::text[] IS NULL THEN ${p}.hidden_from <> '{}' ELSE ${p}.hidden_from && ${path}::text[] END)`;
}
