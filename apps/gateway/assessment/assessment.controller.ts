import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import {
  AssessmentFactsRepository,
  COLUMNS,
  FACTS,
  type Column,
  type Fact,
} from '../../../domain/assessment/assessment-facts.repository.js';
import type { AssessmentFact } from '../../../infra/database/entities/assessment.js';
import { Code, IfPresent } from '../platform/http/fields.js';
import { CurrentActor, Roles, type Actor } from '../platform/identity/actor.js';

/** Roles that see the facts of every unit. */
const OFFICES = ['supervisor', 'info-editor', 'info-reviewer'] as const;

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

/** Facts of the columns' cycles, read a year at a time for the annual assessment. */
@ApiTags('assessment')
@Controller('api/v1/assessment-facts')
export class AssessmentController {
  constructor(private readonly facts: AssessmentFactsRepository) {}

  @Get()
  @Roles(...OFFICES, 'agency-clerk', 'agency-signer')
  @ApiOperation({
    summary: 'List the assessment facts of a year',
    description: 'Facts about interviews, surveys and consultations. Units see their own.',
  })
  @ApiOkResponse({ type: FactList })
  async list(@CurrentActor() actor: Actor, @Query() query: FactsQuery): Promise<FactList> {
    const seesAll = OFFICES.some((role) => actor.roles.includes(role));
    const facts = await this.facts.list({ ...query, units: seesAll ? null : actor.unitsBelow });
    return { items: facts.map(toView) };
  }
}

const toView = ({ processId, unit, column, fact, value, at }: AssessmentFact): FactView => ({
  ...{ process: processId, unit, value, at: at.toISOString() },
  ...{ column: column as Column, fact: fact as Fact },
});
