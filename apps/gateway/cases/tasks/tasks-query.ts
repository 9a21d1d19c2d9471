import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { MARK_LEVELS, type MarkLevel } from '../../../../domain/cases/cards/card-marks.js';
import { businessDate } from '../../../../domain/time/business-clock.js';
import { HAS_PAUSED_CLOCK, type TaskSection } from '../../../../domain/cases/tasks/tasks.repository.js';
import { equal, sql, type Condition, type Sql } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Code, IfPresent, InstantOrDay, OneLine } from '../../platform/http/fields.js';
import { CountedPageQuery } from '../../platform/paging/page.js';
import { STATUS_COLOURS, type StatusColour } from './task-view.js';

const FLAG = ['true', 'false'] as const;
const TASK_LISTS = ['open', 'closed', 'all'] as const;

/** Filters of the list of tasks; their conditions are below. */
export class TasksQuery extends CountedPageQuery {
  @ApiPropertyOptional({ enum: TASK_LISTS, default: 'open' })
  @IfPresent()
  @IsIn(TASK_LISTS)
  state: (typeof TASK_LISTS)[number] = 'open';

  @ApiPropertyOptional({
    enum: FLAG,
    description:
      'true: tasks that the account may complete (its unit and roles, not claimed by another who is present); of closed tasks, those that it completed',
  })
  @IfPresent()
  @IsIn(FLAG)
  mine?: 'true' | 'false';

  @ApiPropertyOptional({ enum: FLAG, description: 'true: tasks that the account may claim' })
  @IfPresent()
  @IsIn(FLAG)
  claimable?: 'true' | 'false';

  @ApiPropertyOptional() @IfPresent() @Code(100) processKey?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IfPresent() @IsUUID() processId?: string;
  @ApiPropertyOptional() @IfPresent() @Code(100) stage?: string;
  @ApiPropertyOptional({ description: 'Name of the task in its definition', example: 'sign' })
  @IfPresent()
  @Code(100)
  name?: string;
  @ApiPropertyOptional() @IfPresent() @Code(20) unit?: string;
  @ApiPropertyOptional({ enum: STATUS_COLOURS }) @IfPresent() @IsIn(STATUS_COLOURS) light?: StatusColour;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() dueBefore?: string;
  @ApiPropertyOptional({ description: 'Due then or later' }) @IfPresent() @InstantOrDay() dueAfter?: string;

  @ApiPropertyOptional({ enum: FLAG, description: 'true: open tasks whose clock is paused' })
  @IfPresent()
  @IsIn(FLAG)
  paused?: 'true' | 'false';

  @ApiPropertyOptional({ description: 'Begin of the number of the case, or part of its title' })
  @IfPresent()
  @OneLine(1, 50)
  q?: string;

  @ApiPropertyOptional({ description: 'Class of the case', example: 'HELP' })
  @IfPresent()
  @Code(40)
  class?: string;

  @ApiPropertyOptional({
    enum: MARK_LEVELS,
    description: 'The unit has a card of this level in force in the case',
  })
  @IfPresent()
  @IsIn(MARK_LEVELS)
  card?: MarkLevel;
}

export const taskFilters = (query: TasksQuery): Condition[] => [
  equal('t.process_key', query.processKey),
  equal('t.process_id', query.processId),
  equal('t.stage', query.stage),
  equal('t.name', query.name),
  equal('t.unit', query.unit),
  query.dueBefore !== undefined && sql`t.due_at < ${query.dueBefore}`,
  query.dueAfter !== undefined && sql`t.due_at >= ${query.dueAfter}`,
  query.paused === 'true' && HAS_PAUSED_CLOCK,
  equal(sql`p.facts ->> 'class'`, query.class),
  query.light !== undefined && query.light !== 'none' && hasStatusColour(query.light, businessDate()),
];

/** Tasks that the account may complete, may claim, or has completed. */
export function ownWork(actor: Actor, query: TasksQuery): Condition[] {
  if (query.state === 'closed') {
    return [equal('t.unit', actor.unit), likely(sql`t.closed_by = ${actor.id}`)];
  }
  return ownOpenWork(actor, query.claimable === 'true');
}

/** Tasks that the account may complete, also for an absent colleague; or of these, those that it may claim. */
export function ownOpenWork(actor: Actor, claimable = false): Condition[] {
  const free = sql`t.assignee IS NULL`;
  return [
    equal('t.unit', actor.unit),
    sql`t.role = ANY (${actor.roles}::text[])`,
    claimable ? free : sql`(${free} OR t.assignee = ANY (${[actor.id, ...actor.actsFor]}::uuid[]))`,
  ];
}

/** Sections that can contain matching tasks. Closed tasks and those without a due time have no status colour. */
export function sectionsOf({ state, light, dueBefore, dueAfter, paused }: TasksQuery): TaskSection[] {
  const uncoloured = light === undefined || light === 'none';
  const isDated = dueBefore !== undefined || dueAfter !== undefined;
  const wanted: Readonly<Record<TaskSection, boolean>> = {
    due: state !== 'closed' && light !== 'none' && paused !== 'true',
    undated: state !== 'closed' && uncoloured && !isDated,
    closed: state !== 'open' && uncoloured && paused !== 'true',
  };
  return (['due', 'undated', 'closed'] as const).filter((name) => wanted[name]);
}

/**
 * A condition that holds for most tasks of an account's own lists. The planner assumes that it is rare and would read and
 * sort everything instead of walking an index until the page is full; it assumes that a CASE is true for half of the rows.
 */
export const likely = (condition: Sql): Sql => sql`CASE WHEN ${condition} THEN true ELSE false END`;

/** `statusColour` in SQL, over the row `t` of an open task. */
export function hasStatusColour(light: Exclude<StatusColour, 'none'>, now: Date): Sql {
  if (light === 'red') return sql`t.due_at < ${now}::timestamptz`;
  const notYetDue = sql`t.due_at >= ${now}::timestamptz`;
  return light === 'amber'
    ? sql`${notYetDue} AND t.warn_at <= ${now}::timestamptz`
    : sql`${notYetDue} AND (t.warn_at IS NULL OR t.warn_at > ${now}::timestamptz)`;
}
