import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsObject, ValidateNested } from 'class-validator';
import { Code, IfPresent } from '../../platform/http/fields.js';
import { because } from '../../platform/problems/constraint-issues.js';
import { MAX_ROWS, RowCounts, RowResult } from '../../platform/batches/row-results.js';
import { ProcessView } from '../processes/process-view.js';
import { DelegateBody } from './tasks.dto.js';

export class BatchItem {
  @ApiProperty({ example: '0198c0de-0000-7000-8000-000000000000.1' }) @Code(60) id!: string;

  @ApiPropertyOptional({ type: Object, description: 'As in `POST /api/v1/tasks/{id}/complete`' })
  @IfPresent()
  @IsObject()
  decision?: object;

  @ApiPropertyOptional({ type: Object, description: 'As `decision`' })
  @IfPresent()
  @IsObject()
  content?: object;
}

export class BatchBody {
  @ApiProperty({ example: 'dispatch' }) @Code(100) outcome!: string;

  @ApiProperty({ type: [BatchItem], minItems: 1, maxItems: MAX_ROWS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ROWS)
  @ArrayUnique((item: BatchItem | null) => item?.id, { message: because('fields.unique') })
  @ValidateNested({ each: true })
  @Type(() => BatchItem)
  items!: BatchItem[];
}

export class BatchDelegateBody extends DelegateBody {
  @ApiProperty({ type: [String], minItems: 1, maxItems: MAX_ROWS, description: 'Ids of tasks' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ROWS)
  @ArrayUnique({ message: because('fields.unique') })
  @Code(60, { each: true })
  ids!: string[];
}

export class BatchRow extends RowResult {
  @ApiPropertyOptional({ description: 'Of a row that is done' }) process?: ProcessView;
  @ApiPropertyOptional({ description: 'Title of the account that was quicker' }) by?: string;
}

export class BatchResult extends RowCounts {
  @ApiProperty({ type: [BatchRow], description: 'In the order of the request' }) items!: BatchRow[];
}
