import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
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
import {
  CalendarVersionView,
  CalendarYearBody,
  DueDateQuery,
  DueDateView,
  PolicyPage,
  PolicyView,
} from './calendar.dto.js';

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
  @ApiOperation({
    summary:
      'Enter a year: its days replace those the region has for it, and running clocks are counted again',
  })
  @ApiOkResponse({ type: CalendarVersionView })
  async putYear(
    @CurrentActor() actor: Actor,
    @Body() body: CalendarYearBody,
    @ClientIp() ip: string,
  ): Promise<CalendarVersionView> {
    const version = await this.store.replaceYear(body, actor.id);
    this.timeLimits.invalidate();
    const record = { account: actor.id, action: 'calendar.year', subject: `${body.region} ${body.year}`, ip };
    const { source, shorteningNotice } = body;
    const reason = shorteningNotice === undefined ? source : `${source};到期日提前的公告:${shorteningNotice}`;
    await this.audit.append({ ...record, result: 'done', reason });
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
