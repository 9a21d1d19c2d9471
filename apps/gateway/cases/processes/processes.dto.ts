import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsObject } from 'class-validator';
import { Code, IfPresent, InstantOrDay, OneLine, Paragraphs } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/paging/page.js';
import { ContentView } from './content-view.js';
import { PROCESS_STATES, ProcessView } from './process-view.js';

export class ProcessesQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'mailbox-letter' }) @IfPresent() @Code(100) key?: string;
  @ApiPropertyOptional({ enum: PROCESS_STATES }) @IfPresent() @IsIn(PROCESS_STATES) state?: string;
  @ApiPropertyOptional() @IfPresent() @Code(100) stage?: string;
  @ApiPropertyOptional({ description: 'Exact, for example a letter number' })
  @IfPresent()
  @OneLine(0, 100)
  subject?: string;
  @ApiPropertyOptional({ description: 'A unit that has or had a task in it' })
  @IfPresent()
  @Code(20)
  unit?: string;
  @ApiPropertyOptional()
  @IfPresent()
  @InstantOrDay()
  startedAfter?: string;
  @ApiPropertyOptional()
  @IfPresent()
  @InstantOrDay()
  startedBefore?: string;
  @ApiPropertyOptional({
    enum: ['true'],
    description:
      'Only those that do not go on by themselves, each with its `incidents`. For supervisors, and for system administrators, who see every one of them and nothing of the matter',
  })
  @IfPresent()
  @IsIn(['true'])
  stuck?: 'true';
}

export class ReasonBody {
  @ApiProperty({ minLength: 2, maxLength: 1000, description: 'Stays in the database and the audit log' })
  @Paragraphs(2, 1000)
  reason!: string;
}

export class CancelBody extends ReasonBody {
  @ApiPropertyOptional({
    default: false,
    description:
      'The case should never have been entered (误录): the cards that were given in it are revoked',
  })
  @IfPresent()
  @IsBoolean()
  mistaken: boolean = false;
}

export class MessageBody {
  @ApiPropertyOptional({ type: Object, description: 'What the process acts on: see the message’s schema' })
  @IfPresent()
  @IsObject()
  decision?: object;

  @ApiPropertyOptional({ type: Object, description: 'Free text: never leaves the database' })
  @IfPresent()
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
    description: 'Title of the account or program; 来信人 for the citizen; null: nobody',
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
