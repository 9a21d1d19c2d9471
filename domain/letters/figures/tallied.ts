import { join, sql, type Sql } from '../../../infra/database/sql.js';
import { IS_STAFF_TASK, IS_STEP_OVERDUE } from './figure-conditions.js';
import type { Period } from './figures.js';
import type { WorkingDayRows } from './working-day-rows.js';
import { dueSince } from './letter-tally.repository.js';
import { COUNT_COLUMNS, countColumn, countsOf, stepsOf, TALLY_COUNTS, TALLY_KEYS } from './tally-parts.js';
import { daysTable, ZONE } from './worked-days.js';

/** Whole months of Asia/Shanghai, read at an instant. */
export interface TallyRead {
  readonly period: Period;
  readonly at: Date;
  readonly days: WorkingDayRows;
}

const inMonths = ({ period: { from, to } }: TallyRead): Sql =>
  sql`month >= (${from}::timestamptz AT TIME ZONE ${ZONE})::date AND month < (${to}::timestamptz AT TIME ZONE ${ZONE})::date`;

/** Letters that the sums do not have as they are now: these are counted when read. */
const changed = (at: Date): Sql => sql`SELECT process_id FROM letter_tally_mark UNION ${dueSince(at)}`;
const CHANGED = sql`ARRAY(SELECT process_id FROM changed)`;

/**
 * CTEs, of which `counted` has the counts of months by TALLY_KEYS, several rows each: the sums, less what changed letters have
 * added, plus what these count now. One statement sees one state, so the figures are exact whatever the worker does.
 */
export const countedLetters = (read: TallyRead): Sql =>
  sql`${daysTable(read.days)}, changed AS MATERIALIZED (${changed(read.at)}), counted AS (
    SELECT ${TALLY_KEYS}, ${COUNT_COLUMNS} FROM letter_tally WHERE ${inMonths(read)}
    UNION ALL
    SELECT ${TALLY_KEYS}, ${join(TALLY_COUNTS.map((count) => sql`- ${countColumn(count)}`))} FROM letter_tally_part
    WHERE process_id = ANY (${CHANGED}) AND ${inMonths(read)}
    UNION ALL
    SELECT ${TALLY_KEYS}, ${COUNT_COLUMNS} FROM (${countsOf(CHANGED, read.at)}) now WHERE ${inMonths(read)}
  )`;

/** As `countedLetters`, with `step` (step-number.ts) and the number of `letters`. Letters with an open task that is overdue count as changed. */
export const countedSteps = (read: TallyRead): Sql =>
  sql`${daysTable(read.days)}, changed AS MATERIALIZED (
    ${changed(read.at)} UNION SELECT t.process_id FROM task t WHERE ${IS_STAFF_TASK} AND ${IS_STEP_OVERDUE(read.period, read.at)}
  ), counted AS (
    SELECT ${TALLY_KEYS}, step, letters FROM letter_step_tally WHERE ${inMonths(read)}
    UNION ALL
    SELECT ${TALLY_KEYS}, step, -1 FROM letter_tally_part CROSS JOIN unnest(steps) AS step
    WHERE process_id = ANY (${CHANGED}) AND ${inMonths(read)}
    UNION ALL
    SELECT ${TALLY_KEYS}, step, 1 FROM (${stepsOf(CHANGED, read.at)}) now WHERE ${inMonths(read)}
  )`;
