import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { UnitsRepository } from '../../../../domain/cases/units/units.repository.js';
import type { Unit } from '../../../../infra/database/entities/accounts.js';
import { Public } from '../../platform/identity/actor.js';

export class UnitView {
  @ApiProperty({ example: '522601-ZJJ' }) code!: string;
  @ApiProperty() name!: string;
  @ApiProperty() shortName!: string;
  @ApiProperty({ enum: ['PREFECTURE', 'COUNTY', 'DEPARTMENT', 'DIRECT', 'VERTICAL', 'COUNTY_OFFICE'] })
  kind!: string;
  @ApiProperty({ type: String, nullable: true }) parent!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Its last day' }) validTo!:
    string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The unit that took over its business' })
  successor!: string | null;
}
export class UnitPage {
  @ApiProperty({ type: [UnitView] }) items!: UnitView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@ApiTags('units')
@Public()
@Controller('api/v1/units')
export class UnitsController {
  constructor(private readonly units: UnitsRepository) {}

  @Get()
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ summary: 'List counties, departments and offices' })
  @ApiOkResponse({ type: UnitPage })
  async list(): Promise<UnitPage> {
    return { items: (await this.units.list()).map(toUnitView), nextCursor: null };
  }
}

export const toUnitView = ({
  code,
  name,
  shortName,
  kind,
  parentCode,
  validTo,
  successorCode,
}: Unit): UnitView => ({
  ...{ code, name, shortName, kind, validTo },
  ...{ parent: parentCode, successor: successorCode },
});
