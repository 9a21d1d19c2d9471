import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import type { Pool } from 'pg';
import { COLUMNS, FACTS, type Column, type Fact } from '../../../../domain/cases/assessment/record-fact.js';
import { CurrentActor, Roles, type Actor } from '../../platform/identity/actor.js';
import { Conditions } from '../../platform/paging/conditions.js';
import { Code, IfPresent } from '../../platform/http/fields.js';
import { POOL } from '../../platform/tokens.js';

export class FactsQuery {
  @ApiProperty({ type: 'integer', example: 2015 })
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2100)
  year!: number;

  @ApiPropertyOptional({ description: 'Code of a unit' })
  @IfPresent()
  @Code(40)
  unit?: string;

  @ApiPropertyOptional({ enum: COLUMNS })
  @IfPresent()
  @IsIn(COLUMNS)
  column?: Column;
}

export class FactView {
  @ApiProperty({ format: 'uuid' }) process!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ enum: COLUMNS }) column!: Column;
  @ApiProperty({ enum: FACTS }) fact!: Fact;
  @ApiProperty({ type: 'integer', description: 'A count; 1 and 0 for true and false' }) value!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class FactList {
  @ApiProperty({ type: [FactView] }) items!: FactView[];
}

/** Facts of the columns' cycles. The annual assessment reads a year at once: a unit has a few dozen. */
@ApiTags('assessment')
@Controller('api/v1/assessment-facts')
export class AssessmentController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @Roles('supervisor', 'info-editor', 'info-reviewer', 'agency-clerk', 'agency-signer')
  @ApiOperation({
    summary: 'What is known of a year’s interviews, surveys and consultations; units see their own',
  })
  @ApiOkResponse({ type: FactList })
  async list(@CurrentActor() actor: Actor, @Query() query: FactsQuery): Promise<FactList> {
    const where = new Conditions();
    where.equal('year', query.year);
    where.equal('unit', query.unit);
    where.equal('column_key', query.column);
    const all = ['supervisor', 'info-editor', 'info-reviewer'].some((role) => actor.roles.includes(role));
    if (!all) where.add((units) => `unit = ANY (${units}::text[])`, actor.unitsBelow);
    const { rows } = await this.pool.query<Omit<FactView, 'at'> & { at: Date }>(
      `SELECT process_id AS process, unit, column_key AS column, fact, value, at FROM assessment_fact
       WHERE ${where.sql} ORDER BY unit, column_key, at, process_id, fact`,
      where.values,
    );
    return { items: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  }
}
