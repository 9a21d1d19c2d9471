import { identifier, sql, type Sql } from '../../../infra/database/sql.js';
import { VALID_STATES, type CardLevel } from './card-rows.js';

/** Levels that count against a unit, the gravest first. */
export const MARK_LEVELS = [
  'accountability',
  'urge',
  'red',
  'yellow',
] as const satisfies readonly CardLevel[];
export type MarkLevel = (typeof MARK_LEVELS)[number];

/** Cards in force of a process, over the row `k`. @param p alias of the row with the process's id @param id its column */
const inForce = (p: string, id: string): Sql =>
  sql`card k WHERE k.process_id = ${identifier(`${p}.${id}`)} AND k.state = ANY (${VALID_STATES}::text[])
    AND k.level = ANY (${MARK_LEVELS}::text[])`;

/** The gravest card in force against the unit of a task, as an expression over its row `t`; null: none. */
export const CARD_OF_TASK = sql`(SELECT k.level FROM ${inForce('t', 'process_id')} AND k.unit = t.unit
  ORDER BY array_position(${MARK_LEVELS}::text[], k.level) LIMIT 1)`;

/**
 * Levels of the cards in force of a process, each once, the gravest first, as an expression over its row `p`.
 *
 * @param units whose cards the reader sees; null: all
 */
export const cardsOfProcess = (units: readonly string[] | null): Sql =>
  sql`ARRAY(SELECT k.level FROM ${inForce('p', 'id')} AND ${ofUnits(units)}
    GROUP BY k.level ORDER BY array_position(${MARK_LEVELS}::text[], k.level))`;

/** Whether a process has a card in force of a level, over its row `p`. @param units as above */
export const hasCard = (level: MarkLevel, units: readonly string[] | null): Sql =>
  sql`EXISTS (SELECT 1 FROM ${inForce('p', 'id')} AND ${ofUnits(units)} AND k.level = ${level})`;

/** Whether a task's unit has a card in force of a level in its process, over the row `t`. @param units as above */
export const taskHasCard = (level: MarkLevel, units: readonly string[] | null): Sql =>
  sql`EXISTS (SELECT 1 FROM ${inForce('t', 'process_id')} AND ${ofUnits(units)} AND k.unit = t.unit AND k.level = ${level})`;

const ofUnits = (units: readonly string[] | null): Sql =>
  units === null ? sql`true` : sql`k.unit = ANY (${units}::text[])`;
