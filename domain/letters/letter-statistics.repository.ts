import { queryRow, queryRows, type Executor } from '../../infra/database/query.js';
import { and, equal, integer, join, raw, sql, type Sql } from '../../infra/database/sql.js';
import { isWithin } from '../cases/units/is-within.js';
import { unitNameAt } from '../cases/units/name-at.js';
import { IS_OPEN, IS_ORDINARY_LETTER, LEAD, RECEIVED } from './figures/figure-conditions.js';
import type { LetterStep, Period } from './figures/figures.js';
import { isLateIn, placeIn, stepAt, stepOfNumber, type StepPassed } from './figures/step-number.js';
import { countColumn, TALLY_COUNTS, type TallyCount } from './figures/tally-parts.js';
import { countedLetters, countedSteps, type TallyRead } from './figures/tallied.js';

/** Which letters are counted. */
export interface StatisticsScope {
  /** Codes from the root down to the reader's unit, from which a letter may be hidden. */
  readonly path: readonly string[];
  /** Codes of the units that the reader is of; those count letters that they lead, and have or had a task in. Null: all letters. */
  readonly units: readonly string[] | null;
  /** A unit, with those below it. */
  readonly within?: string | undefined;
  readonly class?: string | undefined;
}

/** Counts of a group. `key` is the code of a unit, a class or a month `YYYY-MM`; null: no unit or class yet, or the total. */
export interface CountedGroup {
  readonly group: 'total' | 'unit' | 'class' | 'month';
  readonly key: string | null;
  readonly counts: Readonly<Record<TallyCount, number>>;
}

/** Units are grouped at this depth of their path, classes beside them; or all by months. */
export type Grouping = { readonly depth: number } | 'months';

/** How many letters passed the steps. */
export interface StepCounts {
  /** By the time that they took. */
  readonly passed: readonly (StepPassed & { readonly letters: number })[];
  /** Late ones, by unit. */
  readonly late: readonly { readonly step: LetterStep; readonly unit: string; readonly letters: number }[];
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

/** Letters and cards in figures: see figures.ts. Every statement counts within a scope. */
export class LetterStatisticsRepository {
  constructor(private readonly db: Executor) {}

  /** The figures of whole months, of the whole scope and by groups. */
  async ofMonths(scope: StatisticsScope, read: TallyRead, grouping: Grouping): Promise<CountedGroup[]> {
    const sums = join(
      TALLY_COUNTS.map((count) => sql`sum(${countColumn(count)})::float8 AS ${raw(`"${count}"`)}`),
    );
    const where = ofScope(scope);
    const groups =
      grouping === 'months'
        ? sql`SELECT 'month' AS "group", to_char(x.month, 'YYYY-MM') AS key, ${sums}
            FROM counted x WHERE ${where} GROUP BY x.month`
        : sql`SELECT CASE grouping(unit_at, x.class) WHEN 3 THEN 'total' WHEN 1 THEN 'unit' ELSE 'class' END AS "group",
              nullif(coalesce(unit_at, x.class), '') AS key, ${sums}
            FROM (SELECT x.*, ${unitAt(grouping.depth)} AS unit_at FROM counted x ${UNIT} WHERE ${where}) x
            GROUP BY GROUPING SETS ((), (unit_at), (x.class))`;
    const rows = await queryRows<Pick<CountedGroup, 'group' | 'key'> & Record<TallyCount, number>>(
      this.db,
      sql`WITH ${countedLetters(read)} ${groups}`,
      { prepare: 'capped' },
    );
    return rows
      .map(({ group, key, ...counts }) => ({ group, key, counts }))
      .filter(({ counts }) => Object.values(counts).some((count) => count !== 0));
  }

  /** How letters passed each step in a month, an open one until now. */
  async steps(scope: StatisticsScope, read: TallyRead, depth: number): Promise<StepCounts> {
    const rows = await queryRows<{
      step: number | null;
      place: number | null;
      unit: string;
      letters: number;
    }>(
      this.db,
      sql`WITH ${countedSteps(read)}
        SELECT step, place, unit_at AS unit, sum(letters)::int AS letters
        FROM (
          SELECT x.step, ${placeIn(sql`x.step`)} AS place, x.letters, ${unitAt(depth)} AS unit_at,
            ${isLateIn(sql`x.step`)} AS late
          FROM counted x ${UNIT} WHERE ${ofScope(scope)}
        ) x
        GROUP BY GROUPING SETS ((step), (place, unit_at, late))
        HAVING sum(letters) > 0 AND (step IS NOT NULL OR late AND unit_at <> '')`,
      { prepare: 'capped' },
    );
    return {
      passed: rows.flatMap(({ step, letters }) =>
        step === null ? [] : [{ ...stepOfNumber(step), letters }],
      ),
      late: rows.flatMap(({ place, unit, letters }) =>
        place === null ? [] : [{ step: stepAt(place), unit, letters }],
      ),
    };
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

  /**
   * Units that letters of a scope are grouped by, those without letters as well. Townships and units that have ended are among
   * them only with letters.
   *
   * @param counted codes of units with letters
   * @param period they have the names of its last day
   */
  groupUnits(
    { units, within }: StatisticsScope,
    depth: number,
    counted: readonly string[],
    { to }: Pick<Period, 'to'>,
  ): Promise<GroupUnit[]> {
    return queryRows(
      this.db,
      sql`SELECT u.code, ${unitNameAt(sql`${new Date(to.getTime() - 1)}::timestamptz`)} AS name, u.kind FROM unit u
        WHERE ${and(
          sql`cardinality(u.path) = ${depth} AND u.valid_to IS NULL AND u.kind <> 'TOWNSHIP'`,
          units !== null &&
            sql`EXISTS (SELECT 1 FROM unit o WHERE o.code = ANY (${units}::text[]) AND u.code = ANY (o.path))`,
          within !== undefined && sql`${within} = ANY (u.path)`,
        )}
          OR u.code = ANY (${counted}::text[])
        ORDER BY u.code`,
    );
  }
}

/** The unit of a row `x` of a tally, with its place in the tree. */
const UNIT = sql`LEFT JOIN unit u ON u.code = x.unit`;

/** The unit at a depth of the tree; the unit itself where it stands higher. Over the rows `u` and `x`. */
const unitAt = (depth: number): Sql => sql`coalesce(u.path[${integer(depth)}], x.unit)`;

/** Letters of a scope, over the row `x` of a tally. Secret ones are in none. */
const ofScope = ({ path, units, within, class: letterClass }: StatisticsScope): Sql =>
  and(
    sql`NOT x.hidden_from && ${path}::text[]`,
    units !== null && sql`x.units && ${units}::text[] AND x.unit = ANY (${units}::text[])`,
    within !== undefined && isWithin(sql`x.unit`, within),
    equal('x.class', letterClass),
  );

/** As `ofScope`, over the row `p`. */
const inScope = ({ path, units, within, class: letterClass }: StatisticsScope): Sql =>
  and(
    IS_ORDINARY_LETTER,
    sql`NOT p.hidden_from && ${path}::text[]`,
    units !== null && sql`p.units && ${units}::text[] AND ${LEAD} = ANY (${units}::text[])`,
    within !== undefined && isWithin(LEAD, within),
    equal(sql`p.facts ->> 'class'`, letterClass),
  );
