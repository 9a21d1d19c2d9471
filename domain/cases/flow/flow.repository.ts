import { execute, queryRow, queryRows, type Database } from '../../../infra/database/query.js';
import { and, equal, sql, type Sql } from '../../../infra/database/sql.js';
import { isSecret } from '../secrecy/secrecy.js';
import { FLOW_TYPES, type FlowEntry } from './case-steps.js';
import { ALL_UNITS, type NodeTally, type WayTally } from './tally-day.js';

/** Cases that are in no count, because a count of one would tell of them: see docs/process-map.md. */
const IS_COUNTED = and(sql`NOT ${isSecret('p')}`, sql`p.hidden_from = '{}'`);

const ENTRIES = sql`SELECT e.process_id, e.type, e.at, e.task, coalesce(e.data ->> 'name', e.data ->> 'result') AS name,
    e.data ->> 'process' AS child, t.name AS task_name, coalesce(t.unit, e.unit) AS unit, t.state, t.outcome, t.opened_at,
    t.closed_at, t.due_at, c.started_at AS clock_from
  FROM timeline_entry e
  LEFT JOIN task t ON t.process_id = e.process_id AND t.number = e.task
  LEFT JOIN clock c ON c.process_id = t.process_id AND c.number = t.clock`;
const IS_OF_FLOW = sql`e.type = ANY (${[...FLOW_TYPES]}::text[])`;

/** A stretch of time, from inclusive, to exclusive. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Which counts to read. Days are YYYY-MM-DD, both inclusive. */
export interface FlowFilter {
  readonly key: string;
  readonly version: number;
  readonly from: string;
  readonly to: string;
  /** Codes; null: all units, and cases without one. */
  readonly units: readonly string[] | null;
}

export type NodeCounts = Pick<
  NodeTally,
  'unit' | 'node' | 'passed' | 'again' | 'due' | 'late' | 'lengths' | 'limits'
>;
/** Open tasks. `overdue` now; `late`: of these, those whose due time passed in a span. */
export interface OpenCounts {
  readonly node: string;
  readonly unit: string;
  readonly open: number;
  readonly overdue: number;
  readonly late: number;
}
export type WayCounts = Pick<WayTally, 'from_node' | 'via' | 'to_node' | 'passed'>;

/** Counts of what passes the places of process maps: written by the day, read by periods. */
export class FlowRepository {
  constructor(private readonly db: Database) {}

  /** Whether this transaction counts; false while another one does. */
  async lock(): Promise<boolean> {
    const row = await queryRow<{ locked: boolean }>(
      this.db,
      sql`SELECT pg_try_advisory_xact_lock(hashtext('duban.flow')) AS locked`,
    );
    return row!.locked;
  }

  /**
   * The latest day that is to be counted: today every minute, a past day when it has never been counted since its end, and
   * again whenever its age has doubled, for what was recorded late.
   *
   * @param today YYYY-MM-DD, Asia/Shanghai
   */
  async dayToCount(today: string, now: Date): Promise<string | undefined> {
    const row = await queryRow<{ day: string }>(
      this.db,
      sql`SELECT d.day::date::text AS day
        FROM generate_series((SELECT min(started_at) AT TIME ZONE 'Asia/Shanghai' FROM process)::date::timestamp,
          ${today}::date::timestamp, '1 day') AS d(day)
        CROSS JOIN LATERAL (SELECT (d.day + interval '1 day') AT TIME ZONE 'Asia/Shanghai' AS ended) e
        LEFT JOIN flow_day f ON f.day = d.day::date
        WHERE f.day IS NULL OR CASE
          WHEN f.counted_at < e.ended THEN ${now}::timestamptz >= least(f.counted_at + interval '55 seconds', e.ended)
          ELSE ${now}::timestamptz - e.ended > 2 * (f.counted_at - e.ended) + interval '10 minutes' END
        ORDER BY d.day DESC LIMIT 1`,
    );
    return row?.day;
  }

  /** Marks a day as counted, and locks its row: a case that becomes secret meanwhile has the day counted again. */
  async mark(day: string, now: Date): Promise<void> {
    await execute(
      this.db,
      sql`INSERT INTO flow_day (day, counted_at) VALUES (${day}::date, ${now})
        ON CONFLICT (day) DO UPDATE SET counted_at = EXCLUDED.counted_at`,
    );
  }

  /** Cases that were started in a span, or had a task closed in it, with all of their entries, in order. */
  entriesOfMoved({ from, to }: Span): Promise<(FlowEntry & { key: string; version: number })[]> {
    const closed = (which: Sql): Sql =>
      sql`SELECT process_id FROM task WHERE state <> 'open' AND ${which} AND closed_at >= ${from} AND closed_at < ${to}`;
    return queryRows(
      this.db,
      sql`SELECT f.*, p.key, p.version FROM process p JOIN (
          ${closed(sql`role <> 'citizen'`)} UNION ${closed(sql`unit = ''`)}
          UNION SELECT id FROM process WHERE started_at >= ${from} AND started_at < ${to}
        ) m ON m.process_id = p.id
        CROSS JOIN LATERAL (${ENTRIES} WHERE e.process_id = p.id AND ${IS_OF_FLOW} ORDER BY e.seq) f
        WHERE ${IS_COUNTED}`,
    );
  }

  /** Replaces the counts of a day. */
  async replace(day: string, nodes: readonly NodeTally[], ways: readonly WayTally[]): Promise<void> {
    await execute(this.db, sql`DELETE FROM flow_node WHERE day = ${day}::date`);
    await execute(this.db, sql`DELETE FROM flow_way WHERE day = ${day}::date`);
    await execute(
      this.db,
      sql`INSERT INTO flow_node (key, version, unit, day, node, passed, again, due, late, lengths, limits)
        SELECT key, version, unit, ${day}::date, node, passed, again, due, late, lengths, limits
        FROM jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) AS n(key text, version int, unit text, node text,
          passed int, again int, due int, late int, lengths jsonb, limits jsonb)`,
    );
    await execute(
      this.db,
      sql`INSERT INTO flow_way (key, version, unit, day, from_node, via, to_node, passed)
        SELECT key, version, unit, ${day}::date, from_node, via, to_node, passed
        FROM jsonb_to_recordset(${JSON.stringify(ways)}::jsonb) AS w(key text, version int, unit text, from_node text,
          via text, to_node text, passed int)`,
    );
  }

  /** Counts of places, a row for each unit and day. @param node one place only */
  nodes(filter: FlowFilter, node?: string): Promise<NodeCounts[]> {
    return queryRows<NodeCounts>(
      this.db,
      sql`SELECT unit, node, passed, again, due, late, lengths, limits FROM flow_node
        WHERE ${and(isWithin(filter), ofUnits(filter.units), equal('node', node))}`,
      { prepare: 'capped' },
    );
  }

  /** Counts of one place by unit, a row for each unit and day, without the sum over all units. */
  nodeByUnit(filter: FlowFilter, node: string): Promise<NodeCounts[]> {
    const units = filter.units === null ? sql`unit <> ${ALL_UNITS}` : ofUnits(filter.units);
    return queryRows<NodeCounts>(
      this.db,
      sql`SELECT unit, node, passed, again, due, late, lengths, limits FROM flow_node
        WHERE ${and(isWithin(filter), units, sql`node = ${node}`)}`,
      { prepare: 'capped' },
    );
  }

  ways(filter: FlowFilter): Promise<WayCounts[]> {
    return queryRows<WayCounts>(
      this.db,
      sql`SELECT from_node, via, to_node, sum(passed)::int AS passed FROM flow_way
        WHERE ${and(isWithin(filter), ofUnits(filter.units))} GROUP BY from_node, via, to_node`,
      { prepare: 'capped' },
    );
  }

  /**
   * Open tasks by name and unit, now.
   *
   * @param span in which the due time of `late` ones has passed. @param now the instant at which overdue is judged
   * @param node left out: all
   */
  open(
    { key, version, units }: Pick<FlowFilter, 'key' | 'version' | 'units'>,
    { from, to }: Span,
    now: Date,
    node?: string,
  ): Promise<OpenCounts[]> {
    return queryRows(
      this.db,
      sql`SELECT t.name AS node, t.unit, count(*)::int AS open, count(*) FILTER (WHERE t.due_at < ${now})::int AS overdue,
          count(*) FILTER (WHERE t.due_at >= ${from} AND t.due_at < least(${to}::timestamptz, ${now}::timestamptz))::int AS late
        FROM process p JOIN task t ON t.process_id = p.id AND t.state = 'open'
        WHERE ${and(
          sql`p.ended_at IS NULL AND p.key = ${key} AND p.version = ${version}`,
          IS_COUNTED,
          node !== undefined && sql`t.name = ${node}`,
          units !== null && sql`t.unit = ANY (${units}::text[])`,
        )} GROUP BY t.name, t.unit`,
      { prepare: 'capped' },
    );
  }

  /** Cases in which one of some units closed a task in a span. */
  async casesOf(
    units: readonly string[],
    { key, version }: Pick<FlowFilter, 'key' | 'version'>,
    { from, to }: Span,
  ) {
    const row = await queryRow<{ cases: number }>(
      this.db,
      sql`SELECT count(DISTINCT t.process_id)::int AS cases FROM task t JOIN process p ON p.id = t.process_id
        WHERE t.unit = ANY (${units}::text[]) AND t.state IN ('completed', 'expired') AND t.closed_at >= ${from}
          AND t.closed_at < ${to} AND p.key = ${key} AND p.version = ${version} AND ${IS_COUNTED}`,
    );
    return row!.cases;
  }

  /** When the days of a period were counted. `missing`: how many of them have not been, since the first case. */
  async standing(from: string, to: string): Promise<{ countedAt: Date | null; missing: number }> {
    const row = await queryRow<{ countedAt: Date | null; missing: number }>(
      this.db,
      sql`SELECT max(f.counted_at) AS "countedAt", (count(d.day) - count(f.day))::int AS missing
        FROM generate_series(greatest(${from}::date,
            (SELECT min(started_at) AT TIME ZONE 'Asia/Shanghai' FROM process)::date)::timestamp,
          ${to}::date::timestamp, '1 day') AS d(day)
        LEFT JOIN flow_day f ON f.day = d.day::date`,
    );
    return row!;
  }

  /**
   * Entries of one case that move it over its map, in order.
   *
   * @param isShown condition over the rows `p` and `t` of entries about a task
   */
  entriesOf(process: string, isShown: Sql): Promise<FlowEntry[]> {
    return queryRows<FlowEntry>(
      this.db,
      sql`${ENTRIES} JOIN process p ON p.id = e.process_id
        WHERE e.process_id = ${process} AND ${IS_OF_FLOW} AND (t.number IS NULL OR ${isShown}) ORDER BY e.seq`,
    );
  }
}

const isWithin = ({ key, version, from, to }: FlowFilter): Sql =>
  sql`key = ${key} AND version = ${version} AND day BETWEEN ${from}::date AND ${to}::date`;

const ofUnits = (units: readonly string[] | null): Sql =>
  units === null ? sql`unit = ${ALL_UNITS}` : sql`unit = ANY (${units}::text[])`;
