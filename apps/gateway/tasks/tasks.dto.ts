import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsIn,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { ProcessView } from '../processes/process-view.js';
import { PageQuery } from '../http/page.js';
import { LetterHint } from '../letters/letter-hints.js';
import { LetterView } from '../letters/letter-view.js';
import { ContentView } from '../processes/content-view.js';
import { LIGHTS, TaskItem, TaskView, type Light } from './task-view.js';

const FLAG = ['true', 'false'] as const;
const TASK_LISTS = ['open', 'closed', 'all'] as const;

export class TasksQuery extends PageQuery {
  @ApiPropertyOptional({ enum: TASK_LISTS, default: 'open' })
  @IsOptional()
  @IsIn(TASK_LISTS)
  state: (typeof TASK_LISTS)[number] = 'open';

  @ApiPropertyOptional({
    enum: FLAG,
    description:
      'true: tasks I may complete (my unit, my roles, not claimed by another); closed ones: those I completed',
  })
  @IsOptional()
  @IsIn(FLAG)
  mine?: 'true' | 'false';

  @ApiPropertyOptional({ enum: FLAG, description: 'true: tasks I may claim, because nobody has' })
  @IsOptional()
  @IsIn(FLAG)
  claimable?: 'true' | 'false';

  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) processKey?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() processId?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(100) stage?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(20) unit?: string;
  @ApiPropertyOptional({ enum: LIGHTS }) @IsOptional() @IsIn(LIGHTS) light?: Light;
  @ApiPropertyOptional({ format: 'date-time' }) @IsOptional() @IsISO8601({ strict: true }) dueBefore?: string;
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

export class DelegateBody {
  @ApiProperty({
    example: 'kaili.clerk',
    description: 'User name of a colleague in the same unit who has the role',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  to!: string;

  @ApiPropertyOptional({ description: 'Stays in the database' })
  @IsOptional()
  @IsString()
  @MinLength(2)
  @MaxLength(1000)
  reason?: string;
}

export class ReassignBody {
  @ApiPropertyOptional({
    description:
      'Code of the unit that shall do this task, and this task only: what follows goes to the units that the process names. Refused for tasks whose next steps stay in the unit (REASSIGN_NOT_ALLOWED). Or else `assignee`',
  })
  @ValidateIf((body: ReassignBody) => body.unit !== undefined || body.assignee === undefined)
  @IsString()
  @MinLength(1)
  @MaxLength(20)
  unit?: string;

  @ApiPropertyOptional({ description: 'User name of a member of its unit' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  assignee?: string;

  @ApiProperty({ description: 'Stays in the database and the audit log' })
  @IsString()
  @MinLength(2)
  @MaxLength(1000)
  reason!: string;
}

export class TaskPage {
  @ApiProperty({ type: [TaskItem] }) items!: TaskItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** A task with its process, as both read now. */
export class TaskAndProcess extends TaskView {
  @ApiProperty() process!: ProcessView;
}

export class TaskContext {
  @ApiProperty({ type: LetterView, nullable: true }) letter!: LetterView | null;
  @ApiProperty({ type: [ContentView], description: 'What was written in this process so far, oldest first' })
  contents!: ContentView[];
  @ApiProperty({
    type: [LetterHint],
    description: 'Of a letter, where it is decided who gets it: what to look at twice',
  })
  hints!: LetterHint[];
}

export class TaskDetail extends TaskAndProcess {
  @ApiProperty({ description: 'What whoever does the task needs to read' }) context!: TaskContext;
}
