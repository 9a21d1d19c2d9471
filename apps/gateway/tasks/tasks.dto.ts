import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  Matches,
  IsBooleanString,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
} from 'class-validator';
import { PageQuery } from '../processes/page.js';
import { TaskView } from './task-view.js';

export class TasksQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ['open', 'closed', 'all'], default: 'open' })
  @IsOptional()
  @IsIn(['open', 'closed', 'all'])
  state: 'open' | 'closed' | 'all' = 'open';

  @ApiPropertyOptional({
    description: 'true: only tasks I may complete (my unit, my roles, not claimed by another)',
  })
  @IsOptional()
  @IsBooleanString()
  mine?: string;

  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) processKey?: string;
  @ApiPropertyOptional() @IsOptional() @IsUUID() processId?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) stage?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(20) unit?: string;
  @ApiPropertyOptional({ enum: ['red', 'amber', 'green', 'none'] })
  @IsOptional()
  @IsIn(['red', 'amber', 'green', 'none'])
  light?: 'red' | 'amber' | 'green' | 'none';
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/, {
    message: 'dueBefore must be a date or an instant such as 2015-07-20T09:00:00+08:00',
  })
  dueBefore?: string;
}

export class CompleteBody {
  @ApiProperty({ example: 'accept' })
  @IsString()
  @MaxLength(100)
  outcome!: string;

  @ApiPropertyOptional({ type: Object, description: 'What the process acts on: see the outcome’s schema' })
  @IsOptional()
  @IsObject()
  decision?: object;

  @ApiPropertyOptional({
    type: Object,
    description: 'Free text, names, attachments: never leaves the database',
  })
  @IsOptional()
  @IsObject()
  content?: object;
}

export class TaskPage {
  @ApiProperty({ type: [TaskView] }) items!: TaskView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
