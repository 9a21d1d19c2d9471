import { Controller, Get, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ListExport } from '../cases/exports/list-export.js';
import { sendFile } from '../platform/http/send-file.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import {
  LetterMonthsView,
  LetterStatisticsView,
  LetterStepsView,
  MonthsQuery,
  OpenLettersView,
  StatisticsQuery,
  StatisticsScopeQuery,
} from './letter-statistics.dto.js';
import { LetterStatisticsService } from './letter-statistics.service.js';

const SCOPE =
  'Over the letters that the account sees, without secret ones; an agency counts those that it or a unit below it leads. ' +
  'docs/letters.md has the formulas.';

/** Letters in figures, for the offices that run and supervise the mailbox and for the units that answer. */
@ApiTags('statistics')
@ApiBearerAuth()
@Roles('supervisor', 'petition-office', 'mailbox-office', 'mailbox-reviewer', 'agency-clerk', 'agency-signer')
@Controller('api/v1/statistics/letters')
export class LetterStatisticsController {
  constructor(private readonly statistics: LetterStatisticsService) {}

  @Get()
  @ApiOperation({ summary: 'Get monthly figures by unit and class', description: SCOPE })
  @ApiOkResponse({ type: LetterStatisticsView })
  ofMonth(@CurrentActor() actor: Actor, @Query() query: StatisticsQuery): Promise<LetterStatisticsView> {
    return this.statistics.ofMonth(actor, query);
  }

  @ListExport('statistics', 'monthly figures by unit and class')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: StatisticsQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    return sendFile(reply, await this.statistics.workbook(actor, query));
  }

  @Get('months')
  @ApiOperation({ summary: 'Get the figures of several months', description: SCOPE })
  @ApiOkResponse({ type: LetterMonthsView })
  months(@CurrentActor() actor: Actor, @Query() query: MonthsQuery): Promise<LetterMonthsView> {
    return this.statistics.months(actor, query);
  }

  @Get('steps')
  @ApiOperation({ summary: 'Get durations of steps in a month', description: SCOPE })
  @ApiOkResponse({ type: LetterStepsView })
  steps(@CurrentActor() actor: Actor, @Query() query: StatisticsQuery): Promise<LetterStepsView> {
    return this.statistics.steps(actor, query);
  }

  @Get('open')
  @ApiOperation({
    summary: 'Get open letters by remaining time',
    description: SCOPE,
  })
  @ApiOkResponse({ type: OpenLettersView })
  open(@CurrentActor() actor: Actor, @Query() query: StatisticsScopeQuery): Promise<OpenLettersView> {
    return this.statistics.open(actor, query);
  }
}
