import { join, literal, sql, type Sql } from '../../../infra/database/sql.js';

/** Units that a task or an entry is about, as expressions over rows. Null: every reader of the process may see it. */
export interface Parties {
  /**
   * Of a task, over the rows `p` of its process and `t`: its own unit, the one that its decision names, and the office.
   */
  readonly ofTask: Sql;
  /**
   * Of an entry `e` of the timeline, with the task `t` and the card `k` that it is about, if any. Entries about the whole
   * process are visible to all units.
   */
  readonly ofEntry: Sql;
  /** Of an uploaded file, over the row `p`: the office. A file says of no unit that it is about it. */
  readonly ofFile: Sql;
}

/**
 * Some processes keep their units apart: no unit sees another's part, and the office sees all parts. In other processes
 * all units with a task see everything.
 *
 * @param apart keys of the processes that keep their units apart, each with the field of its input that names the office
 */
export function unitsApart(apart: readonly (readonly [key: string, officeIn: string])[]): Parties {
  const all = sql`NULL::text[]`;
  if (apart.length === 0) return { ofTask: all, ofEntry: all, ofFile: all };
  const isApart = sql`p.key IN (${join(apart.map(([key]) => literal(key)))})`;
  const fields = join(
    apart.map(([key, field]) => sql`WHEN ${literal(key)} THEN ${literal(field)}`),
    ' ',
  );
  const office = sql`p.input ->> CASE p.key ${fields} END`;
  const ofTask = sql`CASE WHEN ${isApart} THEN
  ARRAY[t.unit, ${office}, (SELECT s.decision ->> 'unit' FROM content s WHERE s.command_id = t.command_id)] END`;
  const ofEntry = sql`CASE WHEN NOT ${isApart} THEN NULL
  WHEN k.id IS NOT NULL THEN ARRAY[k.unit, ${office}]
  WHEN t.number IS NOT NULL THEN ${ofTask}
  WHEN e.type LIKE 'clock.%' THEN ARRAY[e.unit, ${office}] END`;
  const ofFile = sql`CASE WHEN ${isApart} THEN ARRAY[${office}] END`;
  return { ofTask, ofEntry, ofFile };
}

/**
 * Whether one of some units is a party, as a condition.
 *
 * @param units codes, or an expression of type text[]; null: every row qualifies
 */
export const isParty = (parties: Sql, units: Sql | readonly string[] | null): Sql =>
  sql`(${units}::text[] IS NULL OR coalesce(${parties} && ${units}::text[], true))`;
