import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { UnitsRepository } from '../../../../domain/cases/units/units.repository.js';
import { detail } from '../../../../domain/messages/index.js';
import { DubanError } from '../../../../workflows/engine/errors.js';
import { Name } from '../../platform/http/id-param.js';
import { Public } from '../../platform/identity/actor.js';
import { ProblemCodes } from '../../platform/problems/problem-codes.js';
import { toUnitContactView, toUnitView, UnitContactView, UnitPage } from './units.dto.js';

@ApiTags('units')
@Public()
@Controller('api/v1/units')
export class UnitsController {
  constructor(private readonly units: UnitsRepository) {}

  @Get()
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ summary: 'List counties, departments, offices and townships' })
  @ApiOkResponse({ type: UnitPage })
  async list(): Promise<UnitPage> {
    return { items: (await this.units.list()).map(toUnitView), nextCursor: null };
  }

  @Get(':code')
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ summary: 'Get a unit and how to reach it' })
  @ApiOkResponse({ type: UnitContactView })
  @ProblemCodes('NOT_FOUND')
  async get(@Name('code') code: string): Promise<UnitContactView> {
    const unit = await this.units.get(code);
    if (!unit) throw new DubanError('NOT_FOUND', detail('cases.noSuchUnit'));
    return toUnitContactView(unit);
  }
}
