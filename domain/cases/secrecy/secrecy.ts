import { identifier, sql, type Sql } from '../../../infra/database/sql.js';

/**
 * Whether a process is secret, as a condition over its row: a letter accuses somebody from the start, or becomes an
 * accusation by a decision of its process (RULES.md 0.11). The one place that says so; every query asks here.
 *
 * @param row alias of the row of `process`
 */
export function isSecret(row: string): Sql {
  const p = identifier(row);
  return sql`(${p}.confidential OR ${p}.facts @> '{"confidential": true}')`;
}

/**
 * Makes every process that refers to another as secret as that one has become: its children, and what follows from its
 * cards. Whoever starts such a process gives it what its origin is then (`confidential`, `hiddenFrom`). Parameter: the
 * process that has changed.
 *
 * A process says itself that it is secret, by the fact `confidential`; whom it is hidden from, by the fact `hiddenFrom`,
 * which is all of them; and by `disclosedTo` whom it was given to all the same.
 */
export const INHERIT_SECRECY = `
  UPDATE process p SET confidential = p.confidential OR ${isSecret('origin')},
    hidden_from = ARRAY(SELECT DISTINCT h FROM unnest(p.hidden_from || origin.hidden_from) h ORDER BY h)
  FROM process origin
  WHERE origin.id = $1
    AND (p.parent_id = $1 OR p.key IN ('card-appeal', 'accountability') AND p.input ->> 'process' = $1::text)`;

/**
 * Whether a process is hidden from whoever acts for a unit, as a condition over its row.
 *
 * @param path codes from the root down to the unit, or an expression of the type text[]; null for no unit at all, from
 *   which whatever is hidden from anybody is hidden
 */
export function isHiddenFrom(row: string, path: Sql | readonly string[] | null): Sql {
  const p = identifier(row);
  return sql`(CASE WHEN ${path}::text[] IS NULL THEN ${p}.hidden_from <> '{}' ELSE ${p}.hidden_from && ${path}::text[] END)`;
}
