import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { parseInstant } from '../../../../domain/time/civil-time.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { ClientIp, CurrentActor, Public, Roles, type Actor } from '../../platform/identity/actor.js';
import { invalid } from '../../platform/problems/validation.js';
import { CalendarStore } from './calendar-store.js';
import { CalendarVersionView, CalendarYearBody, DueDateQuery, DueDateView } from './calendar.dto.js';
import { issue } from '../../../../domain/messages/index.js';

@ApiTags('calendar and policies')
@Controller('api/v1')
export class CalendarController {
  constructor(
    private readonly timeLimits: TimeLimitService,
    private readonly store: CalendarStore,
    private readonly audit: AuditLog,
  ) {}

  @Public()
  @Get('calendar/due-date')
  @ApiOperation({
    summary: 'When a limit of working days ends; the day after receipt is day 1',
    description:
      'Counted as clocks count: where the policy in force has a cut-off for the region, what is received after it, or on a rest day, counts as received on the next working day.',
  })
  @ApiOkResponse({ type: DueDateView })
  async dueDate(@Query() { receivedAt, workingDays, region }: DueDateQuery): Promise<DueDateView> {
    await this.timeLimits.ready();
    try {
      const request = { receivedAt: parseInstant(receivedAt), workingDays, region };
      const due = this.timeLimits.dueDate(request);
      return { ...due, dueAt: new Date(due.dueAt).toISOString() };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw invalid(issue('receivedAt', 'cases.dueDateUncomputable'));
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
    const record = { account: actor.id, action: 'calendar.year', subject: `${body.region} ${body.year}`, ip };
    const { source, shorteningNotice } = body;
    const reason = shorteningNotice === undefined ? source : `${source};到期日提前的公告:${shorteningNotice}`;
    const version = await this.store.replaceYear(body, actor.id, (tx) =>
      this.audit.append({ ...record, result: 'done', reason }, tx),
    );
    this.timeLimits.invalidate();
    return { version };
  }
}
