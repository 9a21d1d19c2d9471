import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { businessDate } from '../../../../domain/time/business-clock.js';
import type { TaskSection } from '../../../../domain/cases/tasks/tasks.repository.js';
import { equal, sql, type Condition, type Sql } from '../../../../infra/database/sql.js';
import type { Actor } from '../../platform/identity/actor.js';
import { Code, IfPresent, InstantOrDay } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/paging/page.js';
import { LIGHTS, type Light } from './task-view.js';

const FLAG = ['true', 'false'] as const;
const TASK_LISTS = ['open', 'closed', 'all'] as const;

/** Filters of the list of tasks; what they mean in SQL stands below. */
export class TasksQuery extends PageQuery {
  @ApiPropertyOptional({ enum: TASK_LISTS, default: 'open' })
  @IfPresent()
  @IsIn(TASK_LISTS)
  state: (typeof TASK_LISTS)[number] = 'open';

  @ApiPropertyOptional({
    enum: FLAG,
    description:
      'true: tasks I may complete (my unit, my roles, not claimed by another); closed ones: those I completed',
  })
  @IfPresent()
  @IsIn(FLAG)
  mine?: 'true' | 'false';

  @ApiPropertyOptional({ enum: FLAG, description: 'true: tasks I may claim, because nobody has' })
  @IfPresent()
  @IsIn(FLAG)
  claimable?: 'true' | 'false';

  @ApiPropertyOptional() @IfPresent() @Code(100) processKey?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IfPresent() @IsUUID() processId?: string;
  @ApiPropertyOptional() @IfPresent() @Code(100) stage?: string;
  @ApiPropertyOptional() @IfPresent() @Code(20) unit?: string;
  @ApiPropertyOptional({ enum: LIGHTS }) @IfPresent() @IsIn(LIGHTS) light?: Light;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() dueBefore?: string;
}

export const taskFilters = (query: TasksQuery): Condition[] => [
  equal('t.process_key', query.processKey),
  equal('t.process_id', query.processId),
  equal('t.stage', query.stage),
  equal('t.unit', query.unit),
  query.dueBefore !== undefined && sql`t.due_at < ${query.dueBefore}`,
  query.light !== undefined && query.light !== 'none' && hasLight(query.light, businessDate()),
];

/** What of the account's own work is wanted: what it may do, may claim, or has completed. */
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

/** The sections in which there can be anything that is asked for. What has no due instant, or is closed, has no light. */
export function sectionsOf({ state, light, dueBefore }: TasksQuery): TaskSection[] {
  const dark = light === undefined || light === 'none';
  const wanted: Readonly<Record<TaskSection, boolean>> = {
    due: state !== 'closed' && light !== 'none',
    undated: state !== 'closed' && dark && dueBefore === undefined,
    closed: state !== 'open' && dark,
  };
  return (['due', 'undated', 'closed'] as const).filter((name) => wanted[name]);
}

/**
 * A condition that holds for most tasks of one's own lists. The planner would take it for rare, and rather read
 * everything and sort it than walk an index until the page is full; what a CASE says it takes for as likely as not.
 */
export const likely = (condition: Sql): Sql => sql`CASE WHEN ${condition} THEN true ELSE false END`;

/** As `lightOf`, in SQL. */
function hasLight(light: Exclude<Light, 'none'>, now: Date): Sql {
  if (light === 'red') return sql`t.due_at < ${now}::timestamptz`;
  const notYetDue = sql`t.due_at >= ${now}::timestamptz`;
  return light === 'amber'
    ? sql`${notYetDue} AND t.warn_at <= ${now}::timestamptz`
    : sql`${notYetDue} AND (t.warn_at IS NULL OR t.warn_at > ${now}::timestamptz)`;
}
