import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ManagedUnitsRepository } from '../../../domain/cases/units/managed-units.repository.js';
import { UnitsRepository } from '../../../domain/cases/units/units.repository.js';
import { detail } from '../../../domain/messages/index.js';
import { DubanError } from '../../../workflows/engine/errors.js';
import { Name } from '../platform/http/id-param.js';
import { ClientIp, CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';
import { ProblemCodes } from '../platform/problems/problem-codes.js';
import { UnitAdministrationService } from './unit-administration.service.js';
import { readUnitRecord, UnitRecordView } from './unit-record.js';
import { ChangeUnitBody, NewUnitBody } from './units.dto.js';

/** Who changes units. */
export const UNIT_KEEPERS = ['admin-system', 'county-admin'] as const;

@ApiTags('administration')
@Roles(...UNIT_KEEPERS)
@Controller('api/v1/units')
export class UnitAdministrationController {
  constructor(
    private readonly administration: UnitAdministrationService,
    private readonly units: UnitsRepository,
    private readonly managed: ManagedUnitsRepository,
  ) {}

  @Get(':code/record')
  @Roles('admin-security', 'admin-audit', ...UNIT_KEEPERS)
  @ApiOperation({ summary: 'Get a unit with its history' })
  @ApiOkResponse({ type: UnitRecordView })
  @ProblemCodes('NOT_FOUND')
  async record(@Name('code') code: string): Promise<UnitRecordView> {
    const unit = await this.units.get(code);
    if (!unit) throw new DubanError('NOT_FOUND', detail('cases.noSuchUnit'));
    return readUnitRecord(this.managed, unit);
  }

  @Post()
  @ApiOperation({
    summary: 'Create a unit',
    description: 'An administrator of a county creates its offices and townships.',
  })
  @ApiCreatedResponse({ type: UnitRecordView })
  @ProblemCodes('UNIT_CODE_TAKEN')
  async create(
    @CurrentActor() by: Actor,
    @Body() body: NewUnitBody,
    @ClientIp() ip: string,
  ): Promise<UnitRecordView> {
    await this.administration.create({ by, ip }, body);
    return this.record(body.code);
  }

  @Patch(':code')
  @ApiOperation({ summary: 'Rename a unit or change its contact' })
  @ApiOkResponse({ type: UnitRecordView })
  @ProblemCodes('NOT_FOUND', 'UNIT_STATE')
  async change(
    @CurrentActor() by: Actor,
    @Name('code') code: string,
    @Body() body: ChangeUnitBody,
    @ClientIp() ip: string,
  ): Promise<UnitRecordView> {
    await this.administration.change({ by, ip }, code, body);
    return this.record(code);
  }
}
