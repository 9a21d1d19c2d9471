import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { processes } from '../../../../workflows/registry.js';
import { IfPresent, OneLine } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/paging/page.js';
import { PROCESS_STATES } from '../processes/process-view.js';
import { UnitView } from '../units/units.dto.js';

const KEYS = [...new Set(processes.map(({ definition }) => definition.key))];

export class SearchQuery extends PageQuery {
  @ApiProperty({
    description: 'Beginning of a case number, or words separated by spaces; one of them has two characters',
    example: '居住证',
  })
  @OneLine(2, 50)
  q!: string;

  @ApiPropertyOptional({ enum: KEYS }) @IfPresent() @IsIn(KEYS) processKey?: string;
}

export class SearchHit {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ example: 'mailbox-letter' }) processKey!: string;
  @ApiProperty({ description: 'Of the process definition' }) processTitle!: string;
  @ApiProperty({ example: 'ZX2026000001' }) subject!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null for roles that do not read the case' })
  title!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Part of the text around the first word; null when it is in the title or the number',
  })
  excerpt!: string | null;
  @ApiProperty({ enum: PROCESS_STATES }) state!: string;
  @ApiProperty({ type: String, nullable: true }) stageTitle!: string | null;
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
}

export class SearchPage {
  @ApiProperty({ type: [SearchHit] }) items!: SearchHit[];
  @ApiProperty({ type: [UnitView], maxItems: 10, description: 'On the first page' }) units!: UnitView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
