import { Body, Controller, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { readDayTable } from '../../../domain/calendar-entry/read-day-table.js';
import { readNotice } from '../../../domain/calendar-entry/read-notice.js';
import { sheetsInThread } from '../../../domain/catalogue/list-threads.js';
import { issue, textIfKnown, type Text } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { CALENDAR_PROPOSERS } from '../cases/calendar/calendar.service.js';
import { fileForm } from '../platform/http/multipart.js';
import { Roles } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { invalid } from '../platform/problems/validation.js';
import {
  CalendarNoticeBody,
  CalendarReading,
  CalendarReadingYear,
  type CalendarReadingProblem,
} from './calendar-reading.dto.js';

/** Reads the days of a year for a proposal. Nothing is stored: the reader sees every holiday before proposing. */
@ApiTags('calendar and policies')
@Roles(...CALENDAR_PROPOSERS)
@Controller('api/v1/calendar')
export class CalendarReadingController {
  @Post('notices/read')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Read the holidays of a notice',
    description: 'Stores nothing. Every line that cannot be read is a problem; nothing is guessed.',
  })
  @ApiOkResponse({ type: CalendarReading })
  readNotice(@Body() { year, text }: CalendarNoticeBody): CalendarReading {
    const { holidays, days, outside, missing, ignored, faults } = readNotice(text, year);
    return {
      ...{ holidays: [...holidays], days: [...days], outside: [...outside] },
      ...{ missing: [...missing], ignored: [...ignored] },
      problems: faults.map(({ line, text: why }) => problem(line, null, why)),
    };
  }

  @Post('tables/read')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Read the days of a spreadsheet',
    description:
      'XLSX or CSV with the columns 日期, 类型 (放假 or 上班) and 说明. Stores nothing; every row with a problem is named.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  @ApiOkResponse({ type: CalendarReading })
  @ProblemCodes('RATE_LIMITED')
  async readTable(
    @Query() { year }: CalendarReadingYear,
    @Req() request: FastifyRequest,
  ): Promise<CalendarReading> {
    const { file } = await fileForm(request);
    if (!file) throw invalid(issue('file', 'cases.noFileSent'));
    const { sheets, issue: unreadable } = await sheetsInThread(file.bytes);
    if (unreadable) throw new DubanError('VALIDATION_FAILED', unreadable as Text);
    const { days, faults } = readDayTable(sheets, year);
    return {
      ...{ days: [...days], holidays: [], outside: [], missing: [], ignored: [] },
      problems: faults.map(({ row, column, text }) => problem(row, column, text)),
    };
  }
}

const problem = (
  line: number | null,
  column: string | null,
  { code, params }: Text,
): CalendarReadingProblem => ({ line, column, code, params, message: textIfKnown(code, params) ?? code });
