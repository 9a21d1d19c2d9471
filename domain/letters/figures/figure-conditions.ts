import { and, integer, sql, type Condition, type Sql } from '../../../infra/database/sql.js';
import { isSecret } from '../../cases/secrecy/secrecy.js';
import {
  LETTER_STEPS,
  MIN_SOLVED_SCORE,
  OPEN_STAGES,
  type LetterStep,
  type ListedFigure,
  type Period,
} from './figures.js';

/** Ordinary letters, over the row `p`. Secret ones are in no figure. */
export const IS_ORDINARY_LETTER = sql`p.key = 'mailbox-letter' AND NOT ${isSecret('p')}`;

/** The lead unit of a letter, over the row `p`. */
export const LEAD = sql`(p.facts ->> 'lead')`;

/** Over the row `l`. */
export const RECEIVED = ({ from, to }: Period): Sql =>
  sql`l.received_at >= ${from} AND l.received_at < ${to}`;
/** Over the row `p`. */
export const IS_MERGED = sql`coalesce(p.facts ->> 'mergedInto', p.facts ->> 'followed') IS NOT NULL`;
export const IS_REJECTED = sql`p.stage IN ('rejected', 'withdrawn', 'lapsed') AND NOT (${IS_MERGED})`;

/** The handling clock of a letter, over the row `c`: each assignment starts one. */
export const IS_HANDLING = sql`c.name = 'handling' AND c.task IS NULL`;
export const STARTED = ({ from, to }: Period): Sql => sql`c.started_at >= ${from} AND c.started_at < ${to}`;
export const IS_CONCLUDED = sql`p.facts @> '{"answered": true}'`;

/** A limit that ends at 24:00 ends within its day. @param at nothing is due after it: the instant of the request */
export const FALLS_DUE = ({ from, to }: Period, at: Date): Sql =>
  sql`c.due_at > ${from} AND c.due_at <= least(${to}::timestamptz, ${at}::timestamptz)`;

/**
 * Over the rows `c` and `p`: the unit has signed its answer. The signature pauses the clock, for the review and any rework,
 * and passing the review fulfils it: `paused_at` is when the unit signed first. A returned or withdrawn letter fulfils none.
 */
export const IS_SIGNED = sql`(c.fulfilled_at IS NOT NULL OR c.state = 'paused' AND p.facts ? 'repliedAt')`;
/** What counts as due: answered letters, and those whose clock runs. What is paused for others is not the unit's delay. */
export const COUNTS_AS_DUE = sql`(${IS_SIGNED} OR c.state = 'running' AND p.ended_at IS NULL)`;
export const IS_ON_TIME = sql`(${IS_SIGNED} AND c.paused_at <= c.due_at)`;

/** Over the row `p`: its rating is final. */
export const IS_CLOSED = sql`p.result = 'closed'`;
export const CLOSED = ({ from, to }: Period): Sql =>
  sql`${IS_CLOSED} AND p.ended_at >= ${from} AND p.ended_at < ${to}`;
export const IS_RATED = sql`coalesce(p.facts ->> 'rating', 'UNRATED') <> 'UNRATED'`;
export const IS_SATISFIED = sql`coalesce(p.facts ->> 'rating', '') IN ('SATISFIED', 'BASICALLY_SATISFIED')`;
/** Over the rows `p` and `l`: the rating that stands has a score for the solution. */
export const IS_SCORED = sql`(${IS_RATED} AND l.solved IS NOT NULL)`;
export const IS_SOLVED = sql`(${IS_RATED} AND coalesce(l.solved, 0) >= ${integer(MIN_SOLVED_SCORE)})`;
export const IS_REWORKED = sql`(coalesce((p.facts ->> 'reworks')::int, 0) > 0 OR p.facts @> '{"reopened": true}')`;

/** A task of a letter, over the row `t`. */
export const IS_STAFF_TASK = sql`t.process_key = 'mailbox-letter' AND t.role <> 'citizen'`;

/**
 * Tasks that ended in a period, by the unit or by its silence, and open ones whose due time passed in it: what is late is seen
 * before it is done. Over the row `t`.
 */
export const STEP_COUNTS = ({ from, to }: Period, at: Date): Sql =>
  sql`(${IS_STEP_DONE} AND t.closed_at >= ${from} AND t.closed_at < ${to} OR ${IS_STEP_OVERDUE({ from, to }, at)})`;
export const IS_STEP_DONE = sql`t.state IN ('completed', 'expired')`;
export const IS_STEP_OVERDUE = ({ from, to }: Period, at: Date): Sql =>
  sql`t.state = 'open' AND t.due_at >= ${from} AND t.due_at < least(${to}::timestamptz, ${at}::timestamptz)`;
/** Of these. */
export const IS_STEP_LATE = sql`(t.state = 'open' OR coalesce(t.closed_at > t.due_at, false))`;

/** Over the row `p`. */
export const IS_OPEN = sql`p.ended_at IS NULL AND p.stage = ANY (${OPEN_STAGES}::text[])`;

/** Which letters of a figure are listed. */
export interface FigureFilter {
  readonly figure: ListedFigure;
  readonly period: Period;
  readonly at: Date;
  /** Of the figures of steps. */
  readonly step?: LetterStep | undefined;
}

/** The cases of a figure, over the rows `p` and `l`: as many as it counts. */
export const isInFigure = (filter: FigureFilter): Sql => and(IS_ORDINARY_LETTER, ofFigure(filter));

function ofFigure({ figure, period, at, step = 'register' }: FigureFilter): Sql {
  // As arrays: the planner would walk all letters, latest first, and look for the clock or task of each.
  const assigned = sql`p.id = ANY (ARRAY(SELECT c.process_id FROM clock c WHERE ${IS_HANDLING} AND ${STARTED(period)}))`;
  const due = (condition?: Condition): Sql =>
    sql`p.id = ANY (ARRAY(SELECT c.process_id FROM clock c JOIN process p ON p.id = c.process_id
      WHERE ${and(IS_HANDLING, FALLS_DUE(period, at), COUNTS_AS_DUE, condition)}))`;
  const done = (condition?: Condition): Sql =>
    sql`p.id = ANY (ARRAY(SELECT t.process_id FROM task t WHERE ${and(
      IS_STAFF_TASK,
      sql`t.name = ANY (${LETTER_STEPS[step].tasks}::text[])`,
      STEP_COUNTS(period, at),
      condition,
    )}))`;
  const closed = sql`p.id = ANY (ARRAY(SELECT p.id FROM process p WHERE p.key = 'mailbox-letter' AND ${CLOSED(period)}))`;
  switch (figure) {
    case 'received':
      return RECEIVED(period);
    case 'rejected':
      return and(RECEIVED(period), IS_REJECTED);
    case 'merged':
      return and(RECEIVED(period), IS_MERGED);
    case 'dispatched':
      return assigned;
    case 'concluded':
      return and(assigned, IS_CONCLUDED);
    case 'due':
      return due();
    case 'onTime':
      return due(IS_ON_TIME);
    case 'late':
      return due(sql`NOT ${IS_ON_TIME}`);
    case 'signed':
      return due(IS_SIGNED);
    case 'closed':
      return closed;
    case 'rated':
      return and(closed, IS_RATED);
    case 'satisfied':
      return and(closed, IS_SATISFIED);
    case 'scored':
      return and(closed, IS_SCORED);
    case 'solved':
      return and(closed, IS_SOLVED);
    case 'reworked':
      return and(closed, IS_REWORKED);
    case 'step':
      return done();
    case 'stepLate':
      return done(IS_STEP_LATE);
    case 'open':
      return IS_OPEN;
  }
}
