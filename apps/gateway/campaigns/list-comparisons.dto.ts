import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { Code, IfPresent } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';

export const CHANGES = ['renamed', 'added', 'removed', 'unchanged'] as const;
export type Change = (typeof CHANGES)[number];

export class ComparisonQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Only the items of this unit: for comparing the list of one unit with that of many',
  })
  @IfPresent()
  @Code(20)
  unit?: string;
  @ApiPropertyOptional({ enum: CHANGES, description: 'Default: all but `unchanged`' })
  @IfPresent()
  @IsIn(CHANGES)
  change?: Change;
}

export class ComparedItemView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
}
export class DifferenceView {
  @ApiProperty({ enum: CHANGES }) change!: Change;
  @ApiProperty() unit!: string;
  @ApiProperty({ type: ComparedItemView, nullable: true }) older!: ComparedItemView | null;
  @ApiProperty({ type: ComparedItemView, nullable: true }) newer!: ComparedItemView | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Of a rename: similarity of the names, 0 to 1' })
  score!: number | null;
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Of a rename: whether a person has confirmed it; false for a proposal',
  })
  confirmed!: boolean | null;
}
export class ChangeCounts {
  @ApiProperty({ type: 'integer' }) unchanged!: number;
  @ApiProperty({ type: 'integer' }) renamed!: number;
  @ApiProperty({ type: 'integer', description: 'Renames confirmed by a person' })
  confirmed!: number;
  @ApiProperty({ type: 'integer' }) added!: number;
  @ApiProperty({ type: 'integer' }) removed!: number;
}
export class ComparisonPage {
  @ApiProperty() counts!: ChangeCounts;
  @ApiProperty({ type: [DifferenceView] }) items!: DifferenceView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class RenameBody {
  @ApiProperty({ format: 'uuid', description: 'Item of the older list' }) @IsUUID() older!: string;
  @ApiProperty({ format: 'uuid', description: 'Item of the newer list' }) @IsUUID() newer!: string;
  @ApiProperty({ enum: ['confirmed', 'refused'] })
  @IsIn(['confirmed', 'refused'])
  verdict!: 'confirmed' | 'refused';
}
