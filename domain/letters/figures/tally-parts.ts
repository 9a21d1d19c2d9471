import { columnName } from '../../../infra/database/entity-columns.js';
import { and, identifier, join, sql, type Sql } from '../../../infra/database/sql.js';
import {
  COUNTS_AS_DUE,
  IS_CLOSED,
  IS_CONCLUDED,
  IS_HANDLING,
  IS_MERGED,
  IS_ON_TIME,
  IS_ORDINARY_LETTER,
  IS_RATED,
  IS_REJECTED,
  IS_REWORKED,
  IS_SATISFIED,
  IS_SCORED,
  IS_SIGNED,
  IS_SOLVED,
  IS_STAFF_TASK,
  IS_STEP_DONE,
  IS_STEP_LATE,
  LEAD,
} from './figure-conditions.js';
import { CARD_FIGURE_KEYS, CARDS_OF_FIGURE, LETTER_FIGURE_KEYS, type CardFigure } from './figures.js';
import { STEP_PLACE, STEP_TASKS, stepNumber } from './step-number.js';
import { dayOfInstant, workedDays, ZONE } from './worked-days.js';

/** What letters are summed by: letters that agree in all of these are in the figures of the same readers. */
export const TALLY_KEYS = sql`month, unit, class, hidden_from, units`;

/** What is counted, by the column of a tally. */
export const TALLY_COUNTS = [...LETTER_FIGURE_KEYS, ...CARD_FIGURE_KEYS, 'usedSeconds'] as const;
export type TallyCount = (typeof TALLY_COUNTS)[number];
export const countColumn = (count: TallyCount): Sql => identifier(columnName(count));
export const COUNT_COLUMNS = join(TALLY_COUNTS.map(countColumn));

/** Rows that are counted. */
interface Source {
  readonly from: Sql;
  readonly where: Sql;
  /** The instant that decides the month. */
  readonly at: Sql;
  readonly unit?: Sql;
  /** Conditions; `usedSeconds` is a number. */
  readonly counts: Partial<Record<TallyCount, Sql>>;
}

const monthOf = (at: Sql): Sql => sql`date_trunc('month', (${at}) AT TIME ZONE ${ZONE})::date`;
const cardsIn = (figure: CardFigure): Sql => {
  const { levels, states } = CARDS_OF_FIGURE[figure];
  return sql`k.level = ANY (${levels}::text[]) AND k.state = ANY (${states}::text[])`;
};
const TRUE = sql`true`;

/**
 * The figures of figures.ts, each with the rows that it counts.
 *
 * @param letters an expression of type uuid[] @param at nothing is due after it
 */
const sourcesOf = (letters: Sql, at: Date): readonly Source[] => [
  {
    from: sql`letter l JOIN process p ON p.id = l.process_id`,
    where: sql`l.process_id = ANY (${letters})`,
    at: sql`l.received_at`,
    counts: { received: TRUE, rejected: IS_REJECTED, merged: IS_MERGED },
  },
  {
    // once in a month, however often a letter was returned and assigned again
    from: sql`(SELECT c.process_id, min(c.started_at) AS started_at FROM clock c
        WHERE c.process_id = ANY (${letters}) AND ${IS_HANDLING}
        GROUP BY c.process_id, ${monthOf(sql`c.started_at`)}) c JOIN process p ON p.id = c.process_id`,
    where: TRUE,
    at: sql`c.started_at`,
    counts: { dispatched: TRUE, concluded: IS_CONCLUDED },
  },
  {
    // a letter has one clock at most that counts as due: a return stops its clock
    from: sql`clock c JOIN process p ON p.id = c.process_id
      ${dayOfInstant('a', sql`c.started_at`)} ${dayOfInstant('b', sql`c.paused_at`)}`,
    where: sql`c.process_id = ANY (${letters}) AND ${IS_HANDLING} AND c.due_at <= ${at} AND ${COUNTS_AS_DUE}`,
    // due at 24:00 of a month's last day is due in that month
    at: sql`c.due_at - interval '1 millisecond'`,
    counts: {
      ...{ due: TRUE, onTime: IS_ON_TIME, late: sql`NOT ${IS_ON_TIME}`, signed: IS_SIGNED },
      usedSeconds: sql`CASE WHEN ${IS_SIGNED}
        THEN round(${workedDays(sql`c.started_at`, sql`c.paused_at`)} * 86400)::int END`,
    },
  },
  {
    from: sql`process p JOIN letter l ON l.process_id = p.id`,
    where: sql`p.id = ANY (${letters}) AND ${IS_CLOSED} AND p.ended_at IS NOT NULL`,
    at: sql`p.ended_at`,
    counts: {
      ...{ closed: TRUE, rated: IS_RATED, satisfied: IS_SATISFIED, reworked: IS_REWORKED },
      ...{ scored: IS_SCORED, solved: IS_SOLVED },
    },
  },
  {
    from: sql`card k JOIN process p ON p.id = k.process_id`,
    where: sql`k.process_id = ANY (${letters}) AND k.issued_at IS NOT NULL`,
    at: sql`k.issued_at`,
    // a card is the unit's that got it, whoever has the letter now
    unit: sql`k.unit`,
    counts: Object.fromEntries(CARD_FIGURE_KEYS.map((figure) => [figure, cardsIn(figure)])),
  },
];

const keysOf = (month: Sql, unit: Sql): Sql =>
  sql`p.id AS process_id, ${month} AS month, coalesce(${unit}, '') AS unit,
    coalesce(p.facts ->> 'class', '') AS class, p.hidden_from, p.units`;

const countIn = ({ counts }: Source, count: TallyCount): Sql => {
  const value = counts[count];
  if (value === undefined) return sql`0 AS ${countColumn(count)}`;
  const number = count === 'usedSeconds' ? value : sql`(${value})::int`;
  return sql`coalesce(${number}, 0) AS ${countColumn(count)}`;
};

/** What letters count in figures, several rows each, by `TALLY_KEYS`. Needs `days` (worked-days.ts). */
export const countsOf = (letters: Sql, at: Date): Sql =>
  join(
    sourcesOf(letters, at).map(
      (source) =>
        sql`SELECT ${keysOf(monthOf(source.at), source.unit ?? LEAD)}, ${join(TALLY_COUNTS.map((count) => countIn(source, count)))}
          FROM ${source.from} WHERE ${and(IS_ORDINARY_LETTER, source.where)}`,
    ),
    ' UNION ALL ',
  );

/**
 * The steps that letters passed, a row for each letter, month and step with its number. Needs `days`.
 *
 * @param at open tasks whose due time has passed count, until now; undefined: no open ones, whose time passes
 */
export function stepsOf(letters: Sql, at?: Date): Sql {
  const until = sql`coalesce(t.closed_at, ${at ?? null}::timestamptz)`;
  const counts = at ? sql`(${IS_STEP_DONE} OR t.state = 'open' AND t.due_at < ${at})` : IS_STEP_DONE;
  return sql`SELECT ${keysOf(sql`x.month`, LEAD)}, ${stepNumber(sql`x.place`, sql`x.days`, sql`x.late`)} AS step
    FROM (
      SELECT t.process_id, ${monthOf(sql`coalesce(t.closed_at, t.due_at)`)} AS month, ${STEP_PLACE} AS place,
        sum(${workedDays(sql`t.opened_at`, until)}) AS days, bool_or(${IS_STEP_LATE}) AS late
      FROM task t ${dayOfInstant('a', sql`t.opened_at`)} ${dayOfInstant('b', until)}
      WHERE ${and(
        sql`t.process_id = ANY (${letters}) AND t.name = ANY (${STEP_TASKS}::text[])`,
        IS_STAFF_TASK,
        counts,
      )}
      GROUP BY t.process_id, month, place
    ) x JOIN process p ON p.id = x.process_id WHERE ${IS_ORDINARY_LETTER}`;
}
