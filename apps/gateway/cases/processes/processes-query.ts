import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { equal, sql, type Condition } from '../../../../infra/database/sql.js';
import { Code, IfPresent, InstantOrDay, OneLine } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/paging/page.js';
import { PROCESS_STATES } from './process-view.js';

/** Filters of the list of processes, over the row `p`; their conditions are below. */
export class ProcessesQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'mailbox-letter' }) @IfPresent() @Code(100) key?: string;
  @ApiPropertyOptional({ enum: PROCESS_STATES }) @IfPresent() @IsIn(PROCESS_STATES) state?: string;
  @ApiPropertyOptional() @IfPresent() @Code(100) stage?: string;
  @ApiPropertyOptional({ description: 'Exact, for example a letter number' })
  @IfPresent()
  @OneLine(0, 100)
  subject?: string;
  @ApiPropertyOptional({ description: 'A unit that has or had a task in it' })
  @IfPresent()
  @Code(20)
  unit?: string;
  @ApiPropertyOptional()
  @IfPresent()
  @InstantOrDay()
  startedAfter?: string;
  @ApiPropertyOptional()
  @IfPresent()
  @InstantOrDay()
  startedBefore?: string;
  @ApiPropertyOptional({
    enum: ['true'],
    description:
      'Only processes with an incident, each with its `incidents`. For supervisors, and for system administrators, who see all of them without their matter',
  })
  @IfPresent()
  @IsIn(['true'])
  stuck?: 'true';
}

export const processFilters = (query: ProcessesQuery): Condition[] => [
  equal('p.key', query.key),
  // An accepted process runs for its readers before its first event.
  query.state === 'running' ? sql`p.state IN ('starting', 'running')` : equal('p.state', query.state),
  equal('p.stage', query.stage),
  equal('p.subject', query.subject),
  query.unit ? sql`${query.unit} = ANY (p.units)` : undefined,
  query.startedAfter ? sql`p.started_at >= ${query.startedAfter}` : undefined,
  query.startedBefore ? sql`p.started_at < ${query.startedBefore}` : undefined,
];
