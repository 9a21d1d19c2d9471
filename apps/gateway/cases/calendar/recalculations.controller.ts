import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  RecalculationsRepository,
  type RecalculationRow,
} from '../../../../domain/cases/calendar/recalculations.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { Name } from '../../platform/http/id-param.js';
import { Roles } from '../../platform/identity/actor.js';
import { PageQuery } from '../../platform/paging/page.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { RecalculationPage, RecalculationView } from './calendar.dto.js';

/** Progress of recalculations after changes of the calendar. The worker executes them. */
@ApiTags('calendar and policies')
@Controller('api/v1/calendar/recalculations')
@Roles('admin-system', 'supervisor')
export class RecalculationsController {
  constructor(private readonly recalculations: RecalculationsRepository) {}

  @Get()
  @ApiOperation({ summary: 'List recalculations of running clocks, newest first' })
  @ApiOkResponse({ type: RecalculationPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@Query() query: PageQuery): Promise<RecalculationPage> {
    return this.recalculations.page(query, toView);
  }

  @Get(':version')
  @ApiOperation({ summary: 'Get the progress of a recalculation' })
  @ApiOkResponse({ type: RecalculationView })
  @ProblemCodes('NOT_FOUND')
  async get(@Name('version') version: string): Promise<RecalculationView> {
    const row = await this.recalculations.find(version);
    if (!row) throw new DubanError('NOT_FOUND', detail('cases.noRecalculation'));
    return toView(row);
  }
}

const toView = (row: RecalculationRow): RecalculationView => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});
