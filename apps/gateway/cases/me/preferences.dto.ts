import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, ValidateNested } from 'class-validator';
import { Code, IfPresent } from '../../platform/http/fields.js';

const THEMES = ['light', 'dark', 'system'] as const;
const DENSITIES = ['comfortable', 'normal', 'compact'] as const;
const TEXT_SIZES = ['normal', 'large'] as const;
const CONTRASTS = ['normal', 'high'] as const;
const MAX_LISTS = 20;
const MAX_COLUMNS = 30;

/** Columns of a list that are shown, in order. */
export class ListColumns {
  @ApiProperty({ example: 'letters' }) @Code(40) list!: string;
  @ApiProperty({ type: [String], example: ['letterNo', 'dueAt'] })
  @IsArray()
  @ArrayMaxSize(MAX_COLUMNS)
  @ArrayUnique()
  @Code(40, { each: true })
  columns!: string[];
}

/** How an account wants the console. What is left out is as the console decides. */
export class PreferencesDto {
  @ApiPropertyOptional({ enum: THEMES }) @IfPresent() @IsIn(THEMES) theme?: (typeof THEMES)[number];
  @ApiPropertyOptional({ enum: DENSITIES })
  @IfPresent()
  @IsIn(DENSITIES)
  density?: (typeof DENSITIES)[number];
  @ApiPropertyOptional({ enum: TEXT_SIZES })
  @IfPresent()
  @IsIn(TEXT_SIZES)
  textSize?: (typeof TEXT_SIZES)[number];
  @ApiPropertyOptional({ enum: CONTRASTS })
  @IfPresent()
  @IsIn(CONTRASTS)
  contrast?: (typeof CONTRASTS)[number];
  @ApiPropertyOptional({ description: 'Whether single keys are shortcuts (WCAG 2.1.4)' })
  @IfPresent()
  @IsBoolean()
  singleKeys?: boolean;
  @ApiPropertyOptional({ type: [ListColumns], maxItems: MAX_LISTS })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(MAX_LISTS)
  @ValidateNested({ each: true })
  @Type(() => ListColumns)
  lists?: ListColumns[];
}
