import { and, sql, type Sql } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';
import { SUBTREE, visibleProcesses } from './visibility.js';

/**
 * Processes in which units take part side by side, none of which is told of another's part: key, and where its input names
 * the office, which takes part in everything. Others are one matter of all who have a task in them.
 */
const APART = sql`p.key = 'column-arrangement'`;
const OFFICE = sql`p.input ->> 'office'`;

/**
 * Units that a task is about, as an expression over the rows `p` of its process and `t`: its own, the one that its decision
 * names, and the office. Null when it is no secret from anybody who sees the process.
 */
export const TASK_PARTIES = sql`CASE WHEN ${APART} THEN
  ARRAY[t.unit, ${OFFICE}, (SELECT s.decision ->> 'unit' FROM content s WHERE s.command_id = t.command_id)] END`;

/**
 * The same of an entry `e` of the timeline, with the task `t` and the card `k` that it is about, if any. What happens to
 * the process as a whole is told to all.
 */
export const ENTRY_PARTIES = sql`CASE WHEN NOT ${APART} THEN NULL
  WHEN k.id IS NOT NULL THEN ARRAY[k.unit, ${OFFICE}]
  WHEN t.number IS NOT NULL THEN ${TASK_PARTIES}
  WHEN e.type LIKE 'clock.%' THEN ARRAY[e.unit, ${OFFICE}] END`;

/** For which units an account sees the parts of such a process; null: all of it. */
export function partUnits({ roles, unit, unitsBelow }: Actor): readonly string[] | null {
  if (roles.includes('supervisor') || roles.includes('efficiency')) return null;
  return roles.some((role) => SUBTREE.includes(role)) ? unitsBelow : [unit];
}

/**
 * Whether one of some units is a party, as a condition.
 *
 * @param units codes, or an expression of the type text[]; null: everything counts
 */
export const isParty = (parties: Sql, units: Sql | readonly string[] | null): Sql =>
  sql`(${units}::text[] IS NULL OR coalesce(${parties} && ${units}::text[], true))`;

/**
 * Which tasks an account may see, as a condition over the rows `t` and `p`. What it leaves out does not exist for the
 * caller, as with processes.
 */
export function visibleTasks(actor: Actor): Sql {
  const units = partUnits(actor);
  return and(visibleProcesses(actor), units !== null && isParty(TASK_PARTIES, units));
}
