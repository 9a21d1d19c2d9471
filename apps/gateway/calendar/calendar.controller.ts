import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Pool } from 'pg';
import { parseInstant } from '../../../activities/time-limits/civil-time.js';
import { TimeLimitService } from '../../../activities/time-limits/time-limit-service.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { AuditLog } from '../audit/audit-log.js';
import { ClientIp, CurrentActor, Public, Roles, type Actor } from '../auth/actor.js';
import { POOL } from '../platform/tokens.js';
import { ProblemCodes } from '../problems/problem-codes.js';
import { invalid } from '../problems/validation.js';
import { CalendarStore } from './calendar-store.js';

const REGION = /^(CN|(\d{2}){1,3})$/;
const DAY_KINDS = ['holiday', 'workday'] as const;

export class DueDateQuery {
  @ApiProperty({ example: '2015-07-20T09:00:00+08:00', description: 'Without an offset it is Asia/Shanghai' })
  @IsISO8601({ strict: true })
  receivedAt!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1000 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  workingDays!: number;

  @ApiPropertyOptional({
    default: '5226',
    description:
      'CN, or the first 2, 4 or 6 digits of a division’s code. 5226: with the prefecture’s own holidays',
  })
  @IsOptional()
  @Matches(REGION)
  region: string = '5226';
}

export class SkippedDay {
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty({ example: '州庆' }) note!: string;
}
export class DueDateView {
  @ApiProperty({ format: 'date' }) dueDate!: string;
  @ApiProperty({ format: 'date-time', description: 'The end of that day' }) dueAt!: string;
  @ApiProperty({ description: 'A year is touched whose holidays are not published yet' })
  provisional!: boolean;
  @ApiProperty({ type: [SkippedDay], description: 'Days on the way that are not worked' })
  skipped!: readonly SkippedDay[];
}

export class CalendarDayBody {
  @ApiProperty({ format: 'date' }) @Matches(/^\d{4}-\d{2}-\d{2}$/) @IsISO8601({ strict: true }) date!: string;
  @ApiProperty({ enum: DAY_KINDS }) @IsIn(DAY_KINDS) kind!: (typeof DAY_KINDS)[number];
  @ApiProperty({ example: '国庆节' }) @IsString() @Length(1, 50) note!: string;
}
export class CalendarYearBody {
  @ApiProperty({ example: 'CN' }) @Matches(REGION) region!: string;
  @ApiProperty({ type: 'integer', minimum: 2000, maximum: 2099 })
  @IsInt()
  @Min(2000)
  @Max(2099)
  year!: number;
  @ApiProperty({ description: 'The notice or statute that says so' })
  @IsString()
  @Length(2, 500)
  source!: string;
  @ApiProperty({ type: [CalendarDayBody], maxItems: 366 })
  @IsArray()
  @ArrayMaxSize(366)
  @ValidateNested({ each: true })
  @Type(() => CalendarDayBody)
  days!: CalendarDayBody[];
}
export class CalendarVersionView {
  @ApiProperty({ type: 'integer' }) version!: number;
}

export class PolicyView {
  @ApiProperty({ example: 'QDN-2015' }) id!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date' }) effectiveFrom!: string;
  @ApiProperty({ description: 'Clocks that start from now on may be pinned to it' }) active!: boolean;
  @ApiProperty({ type: Object }) body!: object;
}
export class PolicyPage {
  @ApiProperty({ type: [PolicyView] }) items!: PolicyView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@ApiTags('calendar and policies')
@Controller('api/v1')
export class CalendarController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly timeLimits: TimeLimitService,
    private readonly store: CalendarStore,
    private readonly audit: AuditLog,
  ) {}

  @Public()
  @Get('calendar/due-date')
  @ApiOperation({ summary: 'When a limit of working days ends; the day after receipt is day 1' })
  @ApiOkResponse({ type: DueDateView })
  async dueDate(@Query() { receivedAt, workingDays, region }: DueDateQuery): Promise<DueDateView> {
    await this.timeLimits.ready();
    try {
      const request = { receivedAt: parseInstant(receivedAt), workingDays, region };
      const due = this.timeLimits.calendar().dueDate(request);
      return { ...due, dueAt: new Date(due.dueAt).toISOString() };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw invalid({ field: 'receivedAt', message: error.message });
    }
  }

  @Put('calendar/days')
  @Roles('admin-system')
  @ApiOperation({ summary: 'Enter a year: its days replace those the region has for it' })
  @ApiOkResponse({ type: CalendarVersionView })
  async putYear(
    @CurrentActor() actor: Actor,
    @Body() body: CalendarYearBody,
    @ClientIp() ip: string,
  ): Promise<CalendarVersionView> {
    const version = await this.store.replaceYear(body);
    this.timeLimits.invalidate();
    const record = { account: actor.id, action: 'calendar.year', subject: `${body.region} ${body.year}`, ip };
    await this.audit.append({ ...record, result: 'done', reason: body.source });
    return { version };
  }

  @Get('policies')
  @Roles('admin-system', 'supervisor', 'mailbox-office')
  @ApiOperation({ summary: 'Presets of time limits, latest first' })
  @ApiOkResponse({ type: PolicyPage })
  async policies(): Promise<PolicyPage> {
    const { rows } = await this.pool.query<PolicyView>(
      `SELECT id, version, title, effective_from::text AS "effectiveFrom", active, body FROM policy
       ORDER BY effective_from DESC, id, version DESC`,
    );
    return { items: rows, nextCursor: null };
  }

  @Post('policies/:id/activate')
  @Roles('admin-system')
  @HttpCode(204)
  @ApiOperation({
    summary:
      'Clocks that start from now on follow this preset, in its newest version; running ones keep theirs',
  })
  @ProblemCodes('NOT_FOUND')
  async activate(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @ClientIp() ip: string,
  ): Promise<void> {
    const { rowCount } = await this.pool.query(
      `UPDATE policy p SET active = (p.id = n.id AND p.version = n.version)
       FROM (SELECT id, version FROM policy WHERE id = $1 ORDER BY version DESC LIMIT 1) n`,
      [id],
    );
    if (!rowCount) throw new DubanError('NOT_FOUND', 'no such policy');
    this.timeLimits.invalidate();
    await this.audit.append({
      account: actor.id,
      action: 'policy.activate',
      subject: id,
      result: 'done',
      ip,
    });
  }
}
