import { queryRow, queryRows, type Executor } from '../../infra/database/query.js';
import { and, equal, identifier, integer, join, sql, type Sql } from '../../infra/database/sql.js';
import { isWithin } from '../cases/units/is-within.js';
import {
  CLOSED,
  COUNTS_AS_DUE,
  FALLS_DUE,
  IS_CONCLUDED,
  IS_HANDLING,
  IS_MERGED,
  IS_ON_TIME,
  IS_OPEN,
  IS_ORDINARY_LETTER,
  IS_RATED,
  IS_REJECTED,
  IS_REWORKED,
  IS_SATISFIED,
  IS_SCORED,
  IS_SIGNED,
  IS_SOLVED,
  IS_STEP_LATE,
  LEAD,
  RECEIVED,
  STARTED,
  STEP_COUNTS,
} from './figure-conditions.js';
import {
  CARD_FIGURE_KEYS,
  CARDS_OF_FIGURE,
  LETTER_STEPS,
  type CardFigure,
  type LetterFigure,
  type LetterStep,
  type Period,
} from './figures.js';
import type { WorkingDayRows } from './working-day-rows.js';

/** Which letters are counted. */
export interface StatisticsScope {
  /** Letters that the reader sees, over the row `p`; never secret ones. */
  readonly visible: Sql;
  /** Codes of the lead units that are counted; null: all. */
  readonly units: readonly string[] | null;
  /** A unit, with those below it. */
  readonly within?: string | undefined;
  readonly class?: string | undefined;
}

/** Counts of a group. `key` is the code of a unit, a class or a month `YYYY-MM`; null: no unit or class yet, or the total. */
export interface CountedGroup {
  readonly group: 'total' | 'unit' | 'class' | 'month';
  readonly key: string | null;
  readonly counts: Partial<Record<LetterFigure | CardFigure | 'usedDays', number>>;
}

/** Units are grouped at this depth of their path, classes beside them; or all by months. */
export type Grouping = { readonly depth: number } | 'months';

/** How long a step took, in working days. */
export interface StepRow {
  readonly step: LetterStep;
  readonly letters: number;
  readonly late: number;
  readonly half: number;
  readonly nineTenths: number;
  /** Units with the most late letters, at most three. */
  readonly latest: readonly { readonly unit: string; readonly late: number }[];
}

export interface OpenRow {
  readonly open: number;
  readonly undated: number;
  /** Of each interval between the edges, the first before the first edge. */
  readonly ages: readonly number[];
  /** Units that hold an overdue letter. */
  readonly lateUnits: number;
}

/** A unit that letters are grouped by. */
export interface GroupUnit {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

const ZONE = sql`'Asia/Shanghai'`;
const monthOf = (at: Sql): Sql => sql`to_char((${at}) AT TIME ZONE ${ZONE}, 'YYYY-MM')`;

/** Letters and cards in figures: see figures.ts. Every statement counts within a scope. */
export class LetterStatisticsRepository {
  constructor(private readonly db: Executor) {}

  /** The figures of a period, of the whole scope and by groups. @param at nothing is due after it */
  async ofPeriod(
    scope: StatisticsScope,
    period: Period,
    at: Date,
    grouping: Grouping,
    days: WorkingDayRows,
  ): Promise<CountedGroup[]> {
    const parts = await Promise.all([
      this.grouped(receivedLetters(scope, period, grouping), RECEIVED_COUNTS, grouping),
      this.grouped(dispatchedLetters(scope, period, grouping), DISPATCHED_COUNTS, grouping),
      this.grouped(dueLetters(scope, period, at, grouping, days), DUE_COUNTS, grouping),
      this.grouped(closedLetters(scope, period, grouping), CLOSED_COUNTS, grouping),
      this.grouped(issuedCards(scope, period, grouping), CARD_COUNTS, grouping),
    ]);
    return merged(parts.flat());
  }

  /** How long each step took in a period, an open one until now. Steps that no letter passed are left out. @param at now */
  async steps(
    scope: StatisticsScope,
    period: Period,
    at: Date,
    depth: number,
    days: WorkingDayRows,
  ): Promise<StepRow[]> {
    const steps = Object.entries(LETTER_STEPS).map(
      ([step, { tasks }]) => sql`WHEN t.name = ANY (${tasks}::text[]) THEN ${step}`,
    );
    const until = sql`coalesce(t.closed_at, ${at}::timestamptz)`;
    const names = Object.values(LETTER_STEPS).flatMap(({ tasks }) => [...tasks]);
    return queryRows<StepRow>(
      this.db,
      sql`WITH ${daysTable(days)}, ended AS MATERIALIZED (
          SELECT CASE ${join(steps, ' ')} END AS step, t.process_id,
            sum(${workedDays(sql`t.opened_at`, until)}) AS days, bool_or(${IS_STEP_LATE}) AS late
          FROM task t ${daysOf('a', sql`t.opened_at`)} ${daysOf('b', until)}
          WHERE ${and(
            sql`t.process_key = 'mailbox-letter' AND t.role <> 'citizen' AND t.name = ANY (${names}::text[])`,
            STEP_COUNTS(period, at),
          )}
          GROUP BY 1, 2
        ), counted AS MATERIALIZED (
          -- each letter is looked at once, not once a task
          SELECT p.id, ${unitAt(depth, LEAD)} AS unit
          FROM (SELECT DISTINCT process_id FROM ended) e JOIN process p ON p.id = e.process_id ${LEAD_UNIT}
          WHERE ${inScope(scope)}
        ), passed AS (
          SELECT e.step, c.unit, e.days, e.late FROM ended e JOIN counted c ON c.id = e.process_id
        ), latest AS (
          SELECT step, jsonb_agg(jsonb_build_object('unit', unit, 'late', late) ORDER BY late DESC, unit) AS units
          FROM (
            SELECT step, unit, count(*)::int AS late, row_number() OVER (PARTITION BY step ORDER BY count(*) DESC, unit) AS place
            FROM passed WHERE late AND unit IS NOT NULL GROUP BY step, unit
          ) ranked WHERE place <= 3 GROUP BY step
        )
        SELECT s.step, s.letters, s.late, s.half, s."nineTenths", coalesce(latest.units, '[]') AS latest FROM (
          SELECT step, count(*)::int AS letters, count(*) FILTER (WHERE late)::int AS late,
            round(percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric, 1)::float8 AS half,
            round(percentile_cont(0.9) WITHIN GROUP (ORDER BY days)::numeric, 1)::float8 AS "nineTenths"
          FROM passed GROUP BY step
        ) s LEFT JOIN latest ON latest.step = s.step`,
    );
  }

  /** Number of letters received in a period. */
  async received(scope: StatisticsScope, period: Period): Promise<number> {
    const row = await queryRow<{ n: number }>(
      this.db,
      sql`SELECT count(*)::int AS n FROM letter l JOIN process p ON p.id = l.process_id
        WHERE ${and(RECEIVED(period), inScope(scope))}`,
    );
    return row!.n;
  }

  /** Letters that are being worked on, by the due time of their current task. @param edges in order; the third one is now */
  async open(scope: StatisticsScope, edges: readonly Date[]): Promise<OpenRow> {
    const ages = edges.map((_, index) => sql`count(*) FILTER (WHERE age = ${integer(index)})::int`);
    const last = sql`count(*) FILTER (WHERE age = ${integer(edges.length)})::int`;
    const row = await queryRow<OpenRow>(
      this.db,
      sql`SELECT count(*)::int AS open, count(*) FILTER (WHERE age IS NULL)::int AS undated,
          ARRAY[${join([...ages, last])}] AS ages, count(DISTINCT unit) FILTER (WHERE age < 3)::int AS "lateUnits"
        FROM (
          -- due at an edge is due before it: 24:00 belongs to the day that it ends
          SELECT t.unit, width_bucket(t.due_at - interval '1 millisecond', ${edges}::timestamptz[]) AS age
          FROM process p LEFT JOIN LATERAL (
            SELECT t.unit, t.due_at FROM task t
            WHERE t.process_id = p.id AND t.state = 'open' AND t.role <> 'citizen' ORDER BY t.due_at, t.number LIMIT 1
          ) t ON true
          WHERE ${and(IS_OPEN, inScope(scope))}
        ) current`,
    );
    return row!;
  }

  /** Units that letters of a scope are grouped by, those without letters as well. Units that have ended are left out. */
  groupUnits({ units, within }: StatisticsScope, depth: number): Promise<GroupUnit[]> {
    return queryRows(
      this.db,
      sql`SELECT u.code, u.name, u.kind FROM unit u
        WHERE ${and(
          sql`cardinality(u.path) = ${depth} AND u.valid_to IS NULL`,
          units !== null &&
            sql`EXISTS (SELECT 1 FROM unit o WHERE o.code = ANY (${units}::text[]) AND u.code = ANY (o.path))`,
          within !== undefined && sql`${within} = ANY (u.path)`,
        )}
        ORDER BY u.code`,
    );
  }

  private async grouped(source: Sql, counts: Sql, grouping: Grouping): Promise<CountedGroup[]> {
    const rows = await queryRows<{ group: CountedGroup['group']; key: string | null }>(
      this.db,
      grouping === 'months'
        ? sql`SELECT 'month' AS "group", x.month AS key, ${counts} FROM (${source}) x GROUP BY x.month`
        : sql`SELECT CASE grouping(x.unit, x.class) WHEN 3 THEN 'total' WHEN 1 THEN 'unit' ELSE 'class' END AS "group",
            coalesce(x.unit, x.class) AS key, ${counts}
          FROM (${source}) x GROUP BY GROUPING SETS ((), (x.unit), (x.class))`,
    );
    return rows.map(({ group, key, ...found }) => ({ group, key, counts: found }));
  }
}

const LEAD_UNIT = sql`LEFT JOIN unit u ON u.code = p.facts ->> 'lead'`;
const RECEIVED_COUNTS = sql`count(*)::int AS received, count(*) FILTER (WHERE x.rejected)::int AS rejected,
  count(*) FILTER (WHERE x.merged)::int AS merged`;
const DISPATCHED_COUNTS = sql`count(*)::int AS dispatched, count(*) FILTER (WHERE x.concluded)::int AS concluded`;
const DUE_COUNTS = sql`count(*)::int AS due, count(*) FILTER (WHERE x.on_time)::int AS "onTime",
  count(*) FILTER (WHERE NOT x.on_time)::int AS late, count(*) FILTER (WHERE x.signed)::int AS signed,
  coalesce(sum(x.days) FILTER (WHERE x.signed), 0)::float8 AS "usedDays"`;
const CLOSED_COUNTS = sql`count(*)::int AS closed, count(*) FILTER (WHERE x.rated)::int AS rated,
  count(*) FILTER (WHERE x.satisfied)::int AS satisfied, count(*) FILTER (WHERE x.reworked)::int AS reworked,
  count(*) FILTER (WHERE x.scored)::int AS scored, count(*) FILTER (WHERE x.solved)::int AS solved`;
const CARD_COUNTS = join(
  CARD_FIGURE_KEYS.map((figure) => {
    const { levels, states } = CARDS_OF_FIGURE[figure];
    return sql`count(*) FILTER (WHERE x.level = ANY (${levels}::text[]) AND x.state = ANY (${states}::text[]))::int
      AS ${identifier(figure)}`;
  }),
);

/** The unit of a letter at a depth of the tree; the unit itself where it stands higher. Over the row `u`. */
const unitAt = (depth: number, otherwise: Sql): Sql =>
  sql`coalesce(u.path[${integer(depth)}], u.code, ${otherwise})`;

/** Columns that groups are made by. */
const groupColumns = (grouping: Grouping, at: Sql): Sql =>
  grouping === 'months'
    ? sql`${monthOf(at)} AS month`
    : sql`${unitAt(grouping.depth, LEAD)} AS unit, p.facts ->> 'class' AS class`;

const inScope = ({ visible, units, within, class: letterClass }: StatisticsScope): Sql =>
  and(
    IS_ORDINARY_LETTER,
    visible,
    units !== null && sql`${LEAD} = ANY (${units}::text[])`,
    within !== undefined && isWithin(LEAD, within),
    equal(sql`p.facts ->> 'class'`, letterClass),
  );

const receivedLetters = (scope: StatisticsScope, period: Period, grouping: Grouping): Sql =>
  sql`SELECT ${groupColumns(grouping, sql`l.received_at`)}, ${IS_REJECTED} AS rejected, ${IS_MERGED} AS merged
    FROM letter l JOIN process p ON p.id = l.process_id ${LEAD_UNIT} WHERE ${and(RECEIVED(period), inScope(scope))}`;

/** Once, however often a letter was returned and assigned again: by its first assignment in the month. */
const dispatchedLetters = (scope: StatisticsScope, period: Period, grouping: Grouping): Sql =>
  sql`SELECT DISTINCT ON (${grouping === 'months' ? sql`month, p.id` : sql`p.id`})
      ${groupColumns(grouping, sql`c.started_at`)}, ${IS_CONCLUDED} AS concluded
    FROM clock c JOIN process p ON p.id = c.process_id ${LEAD_UNIT}
    WHERE ${and(IS_HANDLING, STARTED(period), inScope(scope))}`;

/** A letter has one clock at most that counts as due: a return stops its clock. */
function dueLetters(
  scope: StatisticsScope,
  period: Period,
  at: Date,
  grouping: Grouping,
  days: WorkingDayRows,
): Sql {
  const where = and(IS_HANDLING, FALLS_DUE(period, at), COUNTS_AS_DUE, inScope(scope));
  // due at 24:00 of a month's last day is due in that month
  const month = sql`c.due_at - interval '1 millisecond'`;
  const columns = sql`${groupColumns(grouping, month)}, ${IS_ON_TIME} AS on_time, ${IS_SIGNED} AS signed`;
  if (grouping === 'months')
    return sql`SELECT ${columns}, 0 AS days FROM clock c JOIN process p ON p.id = c.process_id WHERE ${where}`;
  return sql`WITH ${daysTable(days)}
    SELECT ${columns}, ${workedDays(sql`c.started_at`, sql`c.paused_at`)} AS days
    FROM clock c JOIN process p ON p.id = c.process_id ${LEAD_UNIT}
      ${daysOf('a', sql`c.started_at`)} ${daysOf('b', sql`c.paused_at`)}
    WHERE ${where}`;
}

const closedLetters = (scope: StatisticsScope, period: Period, grouping: Grouping): Sql =>
  sql`SELECT ${groupColumns(grouping, sql`p.ended_at`)}, ${IS_RATED} AS rated, ${IS_SATISFIED} AS satisfied,
      ${IS_REWORKED} AS reworked, ${IS_SCORED} AS scored, ${IS_SOLVED} AS solved
    FROM process p JOIN letter l ON l.process_id = p.id ${LEAD_UNIT} WHERE ${and(CLOSED(period), inScope(scope))}`;

/** Cards are the unit's that got them, whoever has the letter now. */
function issuedCards(scope: StatisticsScope, { from, to }: Period, grouping: Grouping): Sql {
  const { units, within, ...rest } = scope;
  const group =
    grouping === 'months'
      ? groupColumns(grouping, sql`k.issued_at`)
      : sql`${unitAt(grouping.depth, sql`k.unit`)} AS unit, p.facts ->> 'class' AS class`;
  return sql`SELECT ${group}, k.level, k.state
    FROM card k JOIN process p ON p.id = k.process_id LEFT JOIN unit u ON u.code = k.unit
    WHERE ${and(
      sql`k.issued_at >= ${from} AND k.issued_at < ${to}`,
      inScope({ ...rest, units: null }),
      units !== null && sql`k.unit = ANY (${units}::text[])`,
      within !== undefined && isWithin(sql`k.unit`, within),
    )}`;
}

/** Days and their working days, for `workedDays`. */
const daysTable = ({ days, before, works }: WorkingDayRows): Sql =>
  sql`days AS (
    SELECT * FROM unnest(${days}::date[], ${before}::int[], ${works}::int[]) AS d (day, before, works)
  )`;
const daysOf = (alias: 'a' | 'b', at: Sql): Sql => {
  const d = alias === 'a' ? sql`a` : sql`b`;
  return sql`LEFT JOIN days ${d} ON ${d}.day = (${at} AT TIME ZONE ${ZONE})::date`;
};

/** Working days between two instants whose days are `a` and `b`, with fractions: rest days count nothing. */
const workedDays = (from: Sql, to: Sql): Sql =>
  sql`(b.before + b.works * ${partOfDay(to)} - coalesce(a.before + a.works * ${partOfDay(from)}, 0))`;
const partOfDay = (at: Sql): Sql =>
  sql`extract(epoch FROM (${at} AT TIME ZONE ${ZONE})::time)::float8 / 86400`;

function merged(rows: readonly CountedGroup[]): CountedGroup[] {
  const groups = new Map<string, CountedGroup>();
  for (const { group, key, counts } of rows) {
    const name = `${group} ${key}`;
    groups.set(name, { group, key, counts: { ...groups.get(name)?.counts, ...counts } });
  }
  return [...groups.values()];
}
