import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { Roles } from '../../platform/identity/actor.js';
import { cursorPart, decodeCursor, encodeCursor } from '../../platform/paging/cursor.js';
import { page, PageQuery } from '../../platform/paging/page.js';
import { POOL } from '../../platform/tokens.js';
import { Name } from '../../platform/http/id-param.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { RecalculationPage, RecalculationView } from './calendar.dto.js';

type Row = Omit<RecalculationView, 'askedAt' | 'finishedAt'> & {
  readonly askedAt: Date;
  readonly finishedAt: Date | null;
};

/** What changes of the calendar make of the clocks that run. The worker does the work; here it is looked at. */
@ApiTags('calendar and policies')
@Controller('api/v1/calendar/recalculations')
@Roles('admin-system', 'supervisor')
export class RecalculationsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @ApiOperation({ summary: 'Recalculations of running clocks after calendar changes, latest first' })
  @ApiOkResponse({ type: RecalculationPage })
  @ProblemCodes('CURSOR_INVALID')
  async list(@Query() { cursor, limit }: PageQuery): Promise<RecalculationPage> {
    const [before] = cursor ? decodeCursor(cursor, [cursorPart.integer]) : [null];
    const { rows } = await this.pool.query<Row>(
      `${SELECT} WHERE $1::int IS NULL OR r.calendar_version < $1 ORDER BY r.calendar_version DESC LIMIT $2`,
      [before, limit + 1],
    );
    return page(rows, limit, toView, ({ calendarVersion }) => encodeCursor([calendarVersion]));
  }

  @Get(':version')
  @ApiOperation({ summary: 'How far the recalculation is that made this version of the calendar' })
  @ApiOkResponse({ type: RecalculationView })
  @ProblemCodes('NOT_FOUND')
  async get(@Name('version') version: string): Promise<RecalculationView> {
    // What is no number names nothing.
    const { rows } = await this.pool.query<Row>(`${SELECT} WHERE r.calendar_version::text = $1`, [version]);
    if (!rows[0]) throw new DubanError('NOT_FOUND', detail('cases.noRecalculation'));
    return toView(rows[0]);
  }
}

const toView = (row: Row): RecalculationView => ({
  ...row,
  askedAt: row.askedAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});

const SELECT = `
  SELECT r.calendar_version AS "calendarVersion", r.state, r.asked_at AS "askedAt", a.username AS "askedBy", r.reason,
    r.notice AS "shorteningNotice", r.clocks, r.later, r.earlier, r.kept, r.limits AS "taskTimeouts",
    r.finished_at AS "finishedAt", CASE WHEN r.state <> 'running' THEN 0 ELSE (
      SELECT count(*)::int FROM clock c JOIN process p ON p.id = c.process_id
      WHERE p.ended_at IS NULL AND c.state <> 'stopped' AND c.calendar_version < r.calendar_version
    ) END AS remaining
  FROM recalculation r LEFT JOIN account a ON a.id::text = r.asked_by`;
