import { raw } from '../../../infra/database/sql.js';
import { raiseStatement } from '../incidents/incidents.repository.js';
import { RAISED_BY_CLOCK } from '../cards/card-revocations.repository.js';
import type { ClockState, Effects } from './effects.js';
import { iso, shownInstants } from './shown-instants.js';
import { nextMonitored } from './missed-thresholds.js';

export interface WriteStatement {
  /** Prepared once for each connection and shape. */
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** Row that the statement returns; no row when the process was not at `from`, and then nothing was written. */
export interface WriteAnswer {
  /** Events that wait for a gap to be filled. */
  readonly pending: number;
  /** The instant until which the SLA monitor sleeps. */
  readonly monitor_next_at: Date | null;
  /** Its events could not be written before: there is an incident to resolve. */
  readonly blocked: boolean;
  /** The timeline grew while the statement waited for the row: cards may have been raised that it did not see. */
  readonly overtaken?: boolean;
  /** A clock has stopped, and its card waits for the late work. */
  readonly rectifies?: boolean;
}

/**
 * One statement that writes all effects of a batch, provided that the process is at the event before it
 * (`event_seq = from`). A single round trip and a transaction of its own: the row of the process is the lock.
 *
 * @param from number of the event before the batch
 * @param anyState false: nothing is written while the process is suspended, because clocks must be read first; nor after
 *   its end; nor when a clock that stops has a card for a later threshold, which must be taken back first
 * @param command marked done in the same statement, unless events still wait to be drained
 */
export function writeStatement(
  process: string,
  effects: Effects,
  options: { from: number; anyState: boolean; command?: string },
): WriteStatement {
  const values: unknown[] = [process, options.from, effects.lastSeq, effects.timeline.length];
  const shape: (keyof typeof SHAPE_CODES)[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const sets: string[] = ['event_seq = $3', 'timeline_seq = timeline_seq + $4'];
  const parts: string[] = [];
  const part = (
    name: keyof typeof SHAPE_CODES,
    rows: readonly unknown[],
    sql: (json: string) => string,
  ): void => {
    if (rows.length === 0) return;
    shape.push(name);
    parts.push(`${name} AS (${sql(`${parameter(JSON.stringify(rows))}::jsonb`)})`);
  };
  const set = (name: keyof typeof SHAPE_CODES, value: unknown, sql: (parameter: string) => string): void => {
    if (value === undefined) return;
    shape.push(name);
    sets.push(sql(parameter(value)));
  };

  const { state, stage, result, endedAt, facts, units, hiddenFrom, disclosedTo } = effects.process;
  set('state', state, (p) => `state = ${p}`);
  set('stage', stage, (p) => `stage = ${p}`);
  set('result', result, (p) => `result = ${p}`);
  set('endedAt', endedAt, (p) => `ended_at = ${p}::timestamptz`);
  set('facts', facts && JSON.stringify(facts), (p) => `facts = facts || ${p}::jsonb`);
  if (hiddenFrom || disclosedTo) {
    shape.push('hidden');
    sets.push(hiddenSql(parameter(hiddenFrom ?? null), parameter(disclosedTo ?? [])));
  }
  set('units', units.size > 0 ? [...units] : undefined, (p) => unitsAppended(p));

  // The end of a process resolves the incidents of its workflow.
  if (endedAt !== undefined) parts.push(resolvedSql);
  else if (effects.incident !== undefined) {
    shape.push('incident');
    parts.push(raisedSql(parameter(effects.incident)));
  }
  part('timeline', effects.timeline, timelineSql);
  const opened = [...effects.tasksOpened.values()];
  part('opened', opened, openedSql);
  part('changed', [...effects.tasksChanged.values()], changedSql);
  part('started', [...effects.clocksStarted.values()].map(startedRow), startedSql);
  part('clocks', [...effects.clocksChanged.values()].map(changeableColumns), clocksSql);
  const touched = [...effects.clocksTouched.values()];
  part('touched', touched, touchedSql);
  const stopped = [...effects.clocksStarted.values(), ...effects.clocksChanged.values()];
  const fulfils = [...touched, ...stopped].some((clock) =>
    'fulfilledAt' in clock ? clock.fulfilledAt !== null : clock.fulfilled_at !== undefined,
  );
  const hasStops = !options.anyState && touched.length > 0;
  const noLateCards = hasStops ? `AND ${noCardsAfter(`$${values.length}::jsonb`)}` : '';
  if (options.command !== undefined) {
    shape.push('command');
    parts.push(commandSql(parameter(options.command)));
  }
  if (!options.anyState) shape.push('unsuspended');
  if (fulfils) shape.push('fulfils');

  const text = `
    WITH p AS (
      UPDATE process SET ${sets.join(', ')}
      WHERE id = $1 AND event_seq = $2
        ${options.anyState ? '' : `AND state <> 'suspended' AND ended_at IS NULL`} ${noLateCards}
      RETURNING timeline_seq - $4 AS base, pending, key
    )${parts.map((sql) => `,\n    ${sql}`).join('')}
    SELECT p.pending, (SELECT next_at FROM sla_monitor_state) AS monitor_next_at,
      EXISTS (SELECT 1 FROM incident WHERE process_id = $1 AND kind = 'projection') AS blocked${hasStops ? OVERTAKEN : ''}${fulfils ? RECTIFIES : ''} FROM p`;
  return { name: `write:${shape.map((name) => SHAPE_CODES[name]).join('')}`, text, values };
}

/** PostgreSQL cuts names of statements off at 63 characters. */
const SHAPE_CODES = {
  state: 's',
  stage: 'g',
  result: 'r',
  endedAt: 'e',
  facts: 'f',
  units: 'u',
  hidden: 'h',
  timeline: 'L',
  opened: 'O',
  changed: 'C',
  started: 'S',
  clocks: 'K',
  touched: 'T',
  command: 'D',
  unsuspended: 'U',
  incident: 'I',
  fulfils: 'F',
} as const;

const resolvedSql = `resolved AS (
  DELETE FROM incident USING p WHERE process_id = $1 AND kind = 'workflow')`;

const raisedSql = (detail: string): string =>
  `raised AS (${raiseStatement(raw(`SELECT $1::uuid, 'workflow', ${detail}::text FROM p`)).text})`;

const noCardsAfter = (json: string): string => `NOT EXISTS (
        SELECT 1 FROM card k JOIN jsonb_to_recordset(${json}) AS u(number int, stopped_at timestamptz) ON u.number = k.clock
        WHERE k.process_id = $1 AND ${RAISED_BY_CLOCK} AND k.reached_at > u.stopped_at)`;

/** The row as the statement's snapshot has it, against the row that was locked. */
const OVERTAKEN = `, p.base <> (SELECT timeline_seq FROM process WHERE id = $1) AS overtaken`;

const RECTIFIES = `, EXISTS (SELECT 1 FROM card k WHERE k.process_id = $1 AND k.issued_at IS NOT NULL
        AND k.rectified_at IS NULL AND k.clock > 0 AND k.level IN ('yellow', 'red') AND NOT k.settled) AS rectifies`;

const unitsAppended = (p: string): string => `
  units = CASE WHEN ${p}::text[] <@ units THEN units
    ELSE ARRAY(SELECT DISTINCT u FROM unnest(units || ${p}::text[]) u ORDER BY u) END`;

/** A unit to which the process was disclosed sees it: it is no longer hidden from that unit, nor from one above. */
const hiddenSql = (hiddenFrom: string, disclosedTo: string): string => `
  hidden_from = ARRAY(SELECT h FROM unnest(coalesce(${hiddenFrom}::text[], hidden_from)) h WHERE NOT EXISTS (
    SELECT 1 FROM unit u WHERE u.code = ANY (${disclosedTo}::text[]) AND h = ANY (u.path)))`;

const timelineSql = (json: string): string => `
  INSERT INTO timeline_entry (process_id, seq, at, type, stage, task, account, unit, data)
  SELECT $1, p.base + e.n, e.at, e.type, e.stage, e.task, e.account, e.unit, e.data
  FROM p, jsonb_to_recordset(${json}) AS e(n int, at timestamptz, type text, stage text, task int, account text,
    unit text, data jsonb)`;

/** A clock that is not part of the batch shows its instants only while it runs. */
const openedSql = (json: string): string => `
  INSERT INTO task (process_id, number, process_key, name, key, stage, unit, role, state, without, due_on, opened_at,
    due_at, warn_at, clock, closed_at, outcome, closed_by, command_id)
  SELECT $1, o.number, p.key, o.name, o.key, o.stage, o.unit, o.role, o.state, o.without, o.due_on, o.opened_at,
    coalesce(o.due_at, c.due_at), coalesce(o.warn_at, c.warn_at), o.clock, o.closed_at, o.outcome, o.closed_by,
    o.command_id
  FROM p, jsonb_to_recordset(${json}) AS o(number int, name text, key text, stage text, unit text, role text,
    state text, without text[], due_on date, opened_at timestamptz, due_at timestamptz, warn_at timestamptz, clock int,
    look boolean, closed_at timestamptz, outcome text, closed_by text, command_id uuid)
  LEFT JOIN clock c ON o.look AND c.process_id = $1 AND c.number = o.clock AND c.state = 'running'`;

const changedSql = (json: string): string => `
  UPDATE task t SET state = coalesce(u.state, t.state), closed_at = u.closed_at, outcome = u.outcome,
    closed_by = u.closed_by, command_id = u.command_id, unit = coalesce(u.unit, t.unit), due_on = coalesce(u.due_on, t.due_on),
    assignee = CASE WHEN u.unit IS NULL THEN t.assignee END,
    due_at = CASE WHEN u.show THEN u.due_at ELSE t.due_at END,
    warn_at = CASE WHEN u.show THEN u.warn_at ELSE t.warn_at END
  FROM p, jsonb_to_recordset(${json}) AS u(number int, unit text, due_on date, state text, closed_at timestamptz, outcome text,
    closed_by text, command_id uuid, show boolean, due_at timestamptz, warn_at timestamptz)
  WHERE t.process_id = $1 AND t.number = u.number`;

const startedSql = (json: string): string => `
  INSERT INTO clock (process_id, number, name, limit_key, unit, task, class, cap, policy_id, policy_version,
    calendar_version, state, started_at, due_at, warn_at, provisional, thresholds, next_at, paused_at, stopped_at,
    fulfilled_at, extended_days, due_on, error)
  SELECT $1, s.* FROM p, jsonb_to_recordset(${json}) AS s(number int, name text, limit_key text, unit text, task int,
    class text, cap int, policy_id text, policy_version int, calendar_version int, state text,
    started_at timestamptz, due_at timestamptz, warn_at timestamptz, provisional boolean, thresholds jsonb,
    next_at timestamptz, paused_at timestamptz, stopped_at timestamptz, fulfilled_at timestamptz, extended_days int,
    due_on date, error text)`;

const clocksSql = (json: string): string => `
  UPDATE clock c SET unit = u.unit, class = u.class, due_on = u.due_on, calendar_version = u.calendar_version, state = u.state, due_at = u.due_at,
    warn_at = u.warn_at, provisional = u.provisional, thresholds = u.thresholds, next_at = u.next_at, paused_at = u.paused_at,
    stopped_at = u.stopped_at, fulfilled_at = u.fulfilled_at, extended_days = u.extended_days, missed = u.missed, error = u.error, retry_at = NULL
  FROM p, jsonb_to_recordset(${json}) AS u(number int, unit text, class text, due_on date, calendar_version int, state text,
    due_at timestamptz, warn_at timestamptz, provisional boolean, thresholds jsonb, next_at timestamptz,
    paused_at timestamptz, stopped_at timestamptz, fulfilled_at timestamptz, extended_days int, missed jsonb, error text)
  WHERE c.process_id = $1 AND c.number = u.number`;

/** A ladder with a threshold that was reached before remains for the SLA monitor, which has not seen it yet. */
const touchedSql = (json: string): string => `
  UPDATE clock c SET stopped_at = u.stopped_at, fulfilled_at = u.fulfilled_at, state = 'stopped', error = NULL, retry_at = NULL,
    thresholds = CASE WHEN c.next_at <= u.stopped_at THEN c.thresholds END,
    next_at = CASE WHEN c.next_at <= u.stopped_at THEN c.next_at END
  FROM p, jsonb_to_recordset(${json}) AS u(number int, stopped_at timestamptz, fulfilled_at timestamptz)
  WHERE c.process_id = $1 AND c.number = u.number`;

/**
 * Open tasks show the instants of the clocks that changed. A statement of its own, in the same transaction: a row may
 * be changed only once in a statement, and the tasks may have been changed by the other.
 */
export function showClocksStatement(process: string, changed: Iterable<ClockState>): WriteStatement | null {
  const rows = [...changed]
    .filter((clock) => clock.state !== 'stopped')
    .map((clock) => ({ clock: clock.number, ...shownInstants(clock) }));
  if (rows.length === 0) return null;
  return { name: 'show-clocks', text: SHOW_CLOCKS, values: [process, JSON.stringify(rows)] };
}

const SHOW_CLOCKS = `
  UPDATE task t SET due_at = u.due_at, warn_at = u.warn_at
  FROM jsonb_to_recordset($2::jsonb) AS u(clock int, due_at timestamptz, warn_at timestamptz)
  WHERE t.process_id = $1 AND t.clock = u.clock AND t.state = 'open'`;

/** A command that is done keeps neither its envelope nor the instant of sending. */
const COMMAND_DONE = `state = 'done', envelope = NULL, sent_at = NULL`;

/** Completes a command. Parameter: its id. */
export const MARK_DONE = `UPDATE command SET ${COMMAND_DONE} WHERE id = $1`;

const commandSql = (id: string): string => `command AS (
  UPDATE command c SET ${COMMAND_DONE} FROM p WHERE c.id = ${id} AND p.pending = 0)`;

function startedRow(clock: ClockState): Record<string, unknown> {
  return {
    ...changeableColumns(clock),
    name: clock.name,
    limit_key: clock.limit,
    task: clock.task,
    cap: clock.cap,
    policy_id: clock.policyId,
    policy_version: clock.policyVersion,
    started_at: iso(clock.startedAt),
  };
}

/** A stopped clock keeps its due time, and its ladder only while the SLA monitor has to check it. */
function changeableColumns(clock: ClockState): Record<string, unknown> {
  const nextAt = nextMonitored(clock);
  const done = clock.state === 'stopped' && nextAt === null;
  return {
    number: clock.number,
    unit: clock.unit,
    class: clock.class,
    due_on: clock.due,
    calendar_version: clock.calendarVersion,
    state: clock.state,
    due_at: instant(clock.dueAt),
    warn_at: instant(clock.warnAt),
    provisional: clock.provisional,
    thresholds: done ? null : clock.thresholds,
    next_at: instant(nextAt),
    paused_at: instant(clock.pausedAt),
    stopped_at: instant(clock.stoppedAt),
    fulfilled_at: instant(clock.fulfilledAt),
    extended_days: clock.extendedDays,
    ...(clock.state !== 'stopped' && clock.error !== null && { error: clock.error }),
    ...(clock.missed.length > 0 && { missed: clock.missed }),
  };
}

const instant = (at: number | null): string | null => (at === null ? null : iso(at));
