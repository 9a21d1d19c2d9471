import { Body, Controller, Get, HttpCode, Put, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { formatDay, parseInstant } from '../../../../domain/time/civil-time.js';
import { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { ClientIp, CurrentActor, Public, Roles, type Actor } from '../../platform/identity/actor.js';
import { invalid } from '../../platform/problems/validation.js';
import { RuleProposalDetail } from '../rule-proposals/rule-proposals.dto.js';
import { RuleProposalsService } from '../rule-proposals/rule-proposals.service.js';
import { CALENDAR_PROPOSERS, CalendarService } from './calendar.service.js';
import { assertDays, subjectOf } from './calendar-year.js';
import { PageQuery } from '../../platform/paging/page.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import {
  CalendarVersionPage,
  CalendarYearBody,
  CalendarYearQuery,
  CalendarYearView,
  DueDateQuery,
  DueDateView,
} from './calendar.dto.js';
import { issue } from '../../../../domain/messages/index.js';

@ApiTags('calendar and policies')
@Controller('api/v1')
export class CalendarController {
  constructor(
    private readonly timeLimits: TimeLimitService,
    private readonly calendar: CalendarService,
    private readonly proposals: RuleProposalsService,
  ) {}

  @Public()
  @Get('calendar/due-date')
  @ApiOperation({
    summary: 'Compute a due date in working days',
    description:
      'The day after receipt is day 1. As for clocks, a receipt on a rest day, or after the cut-off of the policy in force, counts as received on the next working day.',
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

  @Get('calendar/days')
  @ApiOperation({
    summary: 'Get the exceptional days of a year',
    description:
      'Days that differ from their weekday, of the region and those it lies in, with the days off by statute. All other ' +
      'Mondays to Fridays are worked.',
  })
  @ApiOkResponse({ type: CalendarYearView })
  async year(@Query() { year, region }: CalendarYearQuery): Promise<CalendarYearView> {
    await this.timeLimits.ready();
    const calendar = this.timeLimits.calendar();
    const { covered, days } = calendar.region(region).year(year);
    return {
      ...{ year, region, covered, version: calendar.version },
      days: days.map(({ day, kind, note }) => ({ date: formatDay(day), kind, note })),
    };
  }

  @Get('calendar/versions')
  @ApiOperation({ summary: 'List versions of the calendar, newest first' })
  @ApiOkResponse({ type: CalendarVersionPage })
  @ProblemCodes('CURSOR_INVALID')
  versions(@Query() query: PageQuery): Promise<CalendarVersionPage> {
    return this.calendar.versions(query);
  }

  @Put('calendar/days')
  @Roles(...CALENDAR_PROPOSERS)
  @HttpCode(202)
  @ApiOperation({
    summary: 'Propose the calendar of a year',
    description:
      'Another person approves it; then it replaces all days of the region in that year, and running clocks are recalculated.',
  })
  @ApiAcceptedResponse({ type: RuleProposalDetail })
  @ProblemCodes('PROPOSAL_OPEN')
  async putYear(
    @CurrentActor() by: Actor,
    @Body() body: CalendarYearBody,
    @ClientIp() ip: string,
  ): Promise<RuleProposalDetail> {
    assertDays(body);
    const rule = { subject: subjectOf(body), title: body.source, content: body };
    return this.proposals.propose({ by, ip }, this.calendar, rule);
  }
}
