import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { businessDate } from '../../../../domain/time/business-clock.js';
import type { TaskSection } from '../../../../domain/cases/tasks/tasks.repository.js';
import { equal, sql, type Condition, type Sql } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Code, IfPresent, InstantOrDay } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/paging/page.js';
import { STATUS_COLOURS, type StatusColour } from './task-view.js';

const FLAG = ['true', 'false'] as const;
const TASK_LISTS = ['open', 'closed', 'all'] as const;

/** Filters of the list of tasks; their conditions are below. */
export class TasksQuery extends PageQuery {
  @ApiPropertyOptional({ enum: TASK_LISTS, default: 'open' })
  @IfPresent()
  @IsIn(TASK_LISTS)
  state: (typeof TASK_LISTS)[number] = 'open';

  @ApiPropertyOptional({
    enum: FLAG,
    description:
      'true: tasks that the account may complete (its unit and roles, not claimed by another); of closed tasks, those that it completed',
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
  @ApiPropertyOptional() @IfPresent() @Code(20) unit?: string;
  @ApiPropertyOptional({ enum: STATUS_COLOURS }) @IfPresent() @IsIn(STATUS_COLOURS) light?: StatusColour;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() dueBefore?: string;
}

export const taskFilters = (query: TasksQuery): Condition[] => [
  equal('t.process_key', query.processKey),
  equal('t.process_id', query.processId),
  equal('t.stage', query.stage),
  equal('t.unit', query.unit),
  query.dueBefore !== undefined && sql`t.due_at < ${query.dueBefore}`,
  query.light !== undefined && query.light !== 'none' && hasStatusColour(query.light, businessDate()),
];

/** Tasks that the account may complete, may claim, or has completed. */
export function ownWork(actor: Actor, query: TasksQuery): Condition[] {
  const unit = equal('t.unit', actor.unit);
  if (query.state === 'closed') return [unit, likely(sql`t.closed_by = ${actor.id}`)];
  const free = sql`t.assignee IS NULL`;
  return [
    unit,
    sql`t.role = ANY (${actor.roles}::text[])`,
    query.claimable === 'true' ? free : sql`(${free} OR t.assignee = ${actor.id})`,
  ];
}

/** Sections that can contain matching tasks. Closed tasks and those without a due time have no status colour. */
export function sectionsOf({ state, light, dueBefore }: TasksQuery): TaskSection[] {
  const uncoloured = light === undefined || light === 'none';
  const wanted: Readonly<Record<TaskSection, boolean>> = {
    due: state !== 'closed' && light !== 'none',
    undated: state !== 'closed' && uncoloured && dueBefore === undefined,
    closed: state !== 'open' && uncoloured,
  };
  return (['due', 'undated', 'closed'] as const).filter((name) => wanted[name]);
}

/**
 * A condition that holds for most tasks of an account's own lists. The planner assumes that it is rare and would read and
 * sort everything instead of walking an index until the page is full; it assumes that a CASE is true for half of the rows.
 */
export const likely = (condition: Sql): Sql => sql`CASE WHEN ${condition} THEN true ELSE false END`;

/** `statusColour` in SQL. */
function hasStatusColour(light: Exclude<StatusColour, 'none'>, now: Date): Sql {
  if (light === 'red') return sql`t.due_at < ${now}::timestamptz`;
  const notYetDue = sql`t.due_at >= ${now}::timestamptz`;
  return light === 'amber'
    ? sql`${notYetDue} AND t.warn_at <= ${now}::timestamptz`
    : sql`${notYetDue} AND (t.warn_at IS NULL OR t.warn_at > ${now}::timestamptz)`;
}
