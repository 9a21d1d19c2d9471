import { Body, Controller, Get, HttpCode, Post, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ListExport } from '../cases/exports/list-export.js';
import { listFile } from '../cases/exports/list-file.js';
import { Id, Name } from '../platform/http/id-param.js';
import { sendFile } from '../platform/http/send-file.js';
import { ClientIp, CurrentActor, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { AbsencesService } from './absences.service.js';
import { dutyLayout } from './duty-layout.js';
import { AbsenceBody, DutyEntryBody, DutyPage, DutyUnitView, EndDutyBody } from './duty.dto.js';
import { DutyQuery } from './duty-query.js';
import { DutyService } from './duty.service.js';

@ApiTags('duty')
@ApiBearerAuth()
@Controller('api/v1/duty')
export class DutyController {
  constructor(
    private readonly duty: DutyService,
    private readonly absences: AbsencesService,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List units with their persons in charge',
    description:
      'By code. Offices that run a business, supervisors and 州信访局 read every unit; others their own and those below.',
  })
  @ApiOkResponse({ type: DutyPage })
  @ProblemCodes('CURSOR_INVALID')
  list(@CurrentActor() actor: Actor, @Query() query: DutyQuery): Promise<DutyPage> {
    return this.duty.list(actor, query);
  }

  @ListExport('duty', 'persons in charge')
  async export(
    @CurrentActor() actor: Actor,
    @Query() query: DutyQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const layout = dutyLayout(query.business);
    return sendFile(reply, await listFile(actor, layout, query, (page) => this.duty.list(actor, page)));
  }

  @Get('units/:code')
  @ApiOperation({ summary: 'Get persons, absences and history' })
  @ApiOkResponse({ type: DutyUnitView })
  @ProblemCodes('NOT_FOUND')
  unit(@CurrentActor() actor: Actor, @Name('code') code: string): Promise<DutyUnitView> {
    return this.duty.unit(actor, code);
  }

  @Post('units/:code/entries')
  @ApiOperation({
    summary: 'Name a person in charge',
    description: 'By the staff of the unit, the administrator of its county, or the system administrator.',
  })
  @ApiCreatedResponse({ type: DutyUnitView })
  @ProblemCodes('NOT_FOUND', 'DUTY_OVERLAPS')
  async name(
    @CurrentActor() actor: Actor,
    @Name('code') code: string,
    @Body() body: DutyEntryBody,
    @ClientIp() ip: string,
  ): Promise<DutyUnitView> {
    await this.duty.name(actor, code, body, ip);
    return this.duty.unit(actor, code);
  }

  @Post('entries/:id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'End an entry, or withdraw it' })
  @ApiOkResponse({ type: DutyUnitView })
  @ProblemCodes('NOT_FOUND', 'DUTY_ENDED')
  async end(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: EndDutyBody,
    @ClientIp() ip: string,
  ): Promise<DutyUnitView> {
    return this.duty.unit(actor, await this.duty.end(actor, id, body, ip));
  }

  @Post('units/:code/absences')
  @ApiOperation({
    summary: 'Enter an absence with its substitute',
    description:
      'On its days the substitute does the tasks of the absent colleague, as far as its own roles allow, and every act ' +
      'says on whose behalf.',
  })
  @ApiCreatedResponse({ type: DutyUnitView })
  @ProblemCodes('NOT_FOUND', 'ABSENCE_OVERLAPS', 'ABSENCE_CHAINED')
  async enterAbsence(
    @CurrentActor() actor: Actor,
    @Name('code') code: string,
    @Body() body: AbsenceBody,
    @ClientIp() ip: string,
  ): Promise<DutyUnitView> {
    await this.absences.enter(actor, code, body, ip);
    return this.duty.unit(actor, code);
  }

  @Post('absences/:id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'End an absence, or withdraw it' })
  @ApiOkResponse({ type: DutyUnitView })
  @ProblemCodes('NOT_FOUND', 'ABSENCE_ENDED')
  async endAbsence(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @ClientIp() ip: string,
  ): Promise<DutyUnitView> {
    return this.duty.unit(actor, await this.absences.end(actor, id, ip));
  }
}
