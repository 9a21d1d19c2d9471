import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Pool } from 'pg';
import { Public } from '../../platform/identity/actor.js';
import { POOL } from '../../platform/tokens.js';

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
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @ApiOperation({ summary: 'Counties, departments and offices' })
  @ApiOkResponse({ type: UnitPage })
  async list(): Promise<UnitPage> {
    const { rows } = await this.pool.query<UnitView>(
      `SELECT code, name, short_name AS "shortName", kind, parent_code AS parent, valid_to::text AS "validTo",
         successor_code AS successor FROM unit ORDER BY code`,
    );
    return { items: rows, nextCursor: null };
  }
}
