import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import type { Pool } from 'pg';
import { TimeLimitService } from '../../../activities/time-limits/time-limit-service.js';
import { Public } from '../auth/actor.js';
import { POOL } from '../platform/tokens.js';

export class DueDateQuery {
  @ApiProperty({ example: '2015-07-20T09:00:00+08:00' })
  @Matches(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/, {
    message: 'receivedAt must be a date or an instant such as 2015-07-20T09:00:00+08:00',
  })
  receivedAt!: string;
  @ApiProperty({ minimum: 1, maximum: 1000 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  workingDays!: number;
  @ApiPropertyOptional({
    default: '5226',
    description: '5226: with the prefecture’s own holidays; CN: the state’s only',
  })
  @IsOptional()
  @Matches(/^(CN|\d{2,6})$/)
  region: string = '5226';
}

/** What anybody may look up: working days and units. */
@ApiTags('reference')
@Public()
@Controller('api/v1')
export class ReferenceController {
  constructor(
    private readonly timeLimits: TimeLimitService,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @Get('calendar/due-date')
  @ApiOperation({ summary: 'When a limit of working days ends; the day after receipt is day 1' })
  async dueDate(@Query() query: DueDateQuery) {
    await this.timeLimits.ready();
    const due = this.timeLimits.calendar().dueDate({
      receivedAt: Date.parse(query.receivedAt),
      workingDays: query.workingDays,
      region: query.region,
    });
    return { ...due, dueAt: new Date(due.dueAt).toISOString() };
  }

  @Get('units')
  @ApiOperation({ summary: 'Counties, departments and offices' })
  async units() {
    const { rows } = await this.pool.query(
      `SELECT code, name, short_name AS "shortName", kind, parent_code AS parent FROM unit ORDER BY code`,
    );
    return { items: rows, nextCursor: null };
  }
}
