import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, ValidateNested } from 'class-validator';
import { because } from '../platform/problems/constraint-issues.js';
import { Code, Day, IfPresent } from '../platform/http/fields.js';
import { UnitReasonBody } from './units.dto.js';

const MOST_UNITS = 50;
const MOST_CASES = 200;

export class UnitShareBody {
  @ApiProperty({ example: 'LYJ', description: 'The unit that gets these cases' }) @Code(40) unit!: string;

  @ApiPropertyOptional({
    type: [String],
    example: ['CONSULT'],
    maxItems: 20,
    description: 'Classes of cases',
  })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(20)
  @Code(40, { each: true })
  classes?: string[];

  @ApiPropertyOptional({
    type: [String],
    example: ['ZX2026000001'],
    maxItems: MOST_CASES,
    description: 'Numbers of single cases; before classes',
  })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(MOST_CASES)
  @Code(40, { each: true })
  cases?: string[];
}

export class CloseUnitsBody extends UnitReasonBody {
  @ApiProperty({ type: [String], example: ['GTJ', 'GHJ'], minItems: 1, maxItems: MOST_UNITS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_UNITS)
  @ArrayUnique({ message: because('fields.unique') })
  @Code(40, { each: true })
  units!: string[];

  @ApiProperty({ example: 'ZRZY', description: 'The unit that continues their business: it exists already' })
  @Code(40)
  successor!: string;

  @ApiProperty({
    example: '2019-03-19',
    description: 'Last day of the units: from yesterday to a year ahead',
  })
  @Day()
  lastDay!: string;

  @ApiPropertyOptional({
    type: [UnitShareBody],
    maxItems: 20,
    description: 'Of one unit that is split: what other units than the successor get',
  })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => UnitShareBody)
  shares?: UnitShareBody[];
}

export class HeirLoadView {
  @ApiProperty({ description: 'The unit that gets them' }) unit!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: 'integer', description: 'Running cases' }) cases!: number;
  @ApiProperty({ type: 'integer', description: 'Open tasks' }) tasks!: number;
  @ApiProperty({
    type: 'integer',
    description:
      'Of the cases, those that are about the heir or one it continues: a supervising office gets them',
  })
  conflicts!: number;
}

export class UnitClosingView {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: 'integer', description: 'Accounts that are to be moved by hand' }) accounts!: number;
  @ApiProperty({
    type: [HeirLoadView],
    description: 'Where its running cases go; secret ones are not counted',
  })
  heirs!: HeirLoadView[];
}

export class UnitClosingsView {
  @ApiProperty({ type: [UnitClosingView] }) units!: UnitClosingView[];
}
