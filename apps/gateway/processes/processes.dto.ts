import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from './page.js';

const STATES = ['running', 'completed', 'cancelled', 'suspended'];

export class ProcessesQuery extends PageQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) key?: string;
  @ApiPropertyOptional({ enum: STATES }) @IsOptional() @IsIn(STATES) state?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) stage?: string;
  @ApiPropertyOptional({ description: 'Exact, for example a letter number' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  subject?: string;
}

export class ReasonBody {
  @ApiProperty({ description: 'Kept in the audit log' })
  @IsString()
  @MinLength(2)
  @MaxLength(1000)
  reason!: string;
}

export class ProcessView {
  @ApiProperty() id!: string;
  @ApiProperty() key!: string;
  @ApiProperty() version!: number;
  @ApiProperty() title!: string;
  @ApiProperty() subject!: string;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ type: String, nullable: true }) stage!: string | null;
  @ApiProperty({ type: String, nullable: true }) stageTitle!: string | null;
  @ApiProperty({ type: String, nullable: true }) result!: string | null;
  @ApiProperty({ type: Object }) facts!: object;
  @ApiProperty({ format: 'date-time' }) startedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt!: string | null;
}

export class ProcessPage {
  @ApiProperty({ type: [ProcessView] }) items!: ProcessView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class TimelineEntryView {
  @ApiProperty({ description: 'From 1, without gaps, in the order of what was stored' }) seq!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ example: 'task.opened' }) type!: string;
  @ApiProperty({ type: String, nullable: true }) stage!: string | null;
  @ApiProperty({ type: String, nullable: true }) task!: string | null;
  @ApiProperty({ type: String, nullable: true }) actor!: string | null;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
  @ApiProperty({ type: String, nullable: true }) text!: string | null;
  @ApiProperty({ type: Object, nullable: true }) data!: object | null;
}

export class TimelinePage {
  @ApiProperty({ type: [TimelineEntryView] }) items!: TimelineEntryView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
