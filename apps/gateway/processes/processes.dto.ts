import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsObject, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PageQuery } from '../http/page.js';
import { ContentView } from './content-view.js';
import { PROCESS_STATES, ProcessView } from './process-view.js';

export class ProcessesQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'mailbox-letter' }) @IsOptional() @IsString() @MaxLength(100) key?: string;
  @ApiPropertyOptional({ enum: PROCESS_STATES }) @IsOptional() @IsIn(PROCESS_STATES) state?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) stage?: string;
  @ApiPropertyOptional({ description: 'Exact, for example a letter number' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  subject?: string;
  @ApiPropertyOptional({ description: 'A unit that has or had a task in it' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  unit?: string;
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  startedAfter?: string;
  @ApiPropertyOptional({ format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  startedBefore?: string;
  @ApiPropertyOptional({
    enum: ['true'],
    description:
      'Only those that do not go on by themselves, each with its `incidents`. For supervisors, and for system administrators, who see every one of them and nothing of the matter',
  })
  @IsOptional()
  @IsIn(['true'])
  stuck?: 'true';
}

export class ReasonBody {
  @ApiProperty({ minLength: 2, maxLength: 1000, description: 'Stays in the database and the audit log' })
  @IsString()
  @MinLength(2)
  @MaxLength(1000)
  reason!: string;
}

export class MessageBody {
  @ApiPropertyOptional({ type: Object, description: 'What the process acts on: see the message’s schema' })
  @IsOptional()
  @IsObject()
  decision?: object;

  @ApiPropertyOptional({ type: Object, description: 'Free text: never leaves the database' })
  @IsOptional()
  @IsObject()
  content?: object;
}

export class ProcessPage {
  @ApiProperty({ type: [ProcessView] }) items!: ProcessView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ContentPage {
  @ApiProperty({ type: [ContentView] }) items!: ContentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class TimelineEntryView {
  @ApiProperty({ type: 'integer', description: 'From 1, without gaps, in the order in which it was stored' })
  seq!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ example: 'task.opened' }) type!: string;
  @ApiProperty({ type: String, nullable: true }) stage!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the task' }) task!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Title of the account or program; `citizen`; null: nobody',
  })
  actor!: string | null;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'What happened, in Chinese, and what was said with it. Free text only for those who may read it; gone once erased',
  })
  text!: string | null;
  @ApiProperty({
    type: Object,
    nullable: true,
    description: 'Codes and instants; `decision` of what was completed',
  })
  data!: object | null;
}

export class TimelinePage {
  @ApiProperty({ type: [TimelineEntryView] }) items!: TimelineEntryView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
