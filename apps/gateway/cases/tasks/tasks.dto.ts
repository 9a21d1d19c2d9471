import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, ValidateIf } from 'class-validator';
import { Code, IfPresent, OneLine, Paragraphs } from '../../platform/http/fields.js';
import { AtLeastOneOf } from '../../platform/openapi/documented-constraints.js';
import { CountView } from '../../platform/paging/page.js';
import { ProcessView } from '../processes/process-view.js';
import { ContentView } from '../processes/content-view.js';
import { TaskItem, TaskView } from './task-view.js';

export class CompleteBody {
  @ApiProperty({ example: 'accept' })
  @Code(100)
  outcome!: string;

  @ApiPropertyOptional({
    type: Object,
    description: 'Codes that the process acts on: see the outcome’s schema',
  })
  @IfPresent()
  @IsObject()
  decision?: object;

  @ApiPropertyOptional({
    type: Object,
    description: 'Free text, names, attachments: stored in the database only',
  })
  @IfPresent()
  @IsObject()
  content?: object;
}

export class DelegateBody {
  @ApiProperty({
    example: 'kaili.clerk',
    description: 'Username of a colleague in the same unit with the role',
  })
  @OneLine(1, 100)
  to!: string;

  @ApiPropertyOptional({ description: 'Stored in the database only' })
  @IfPresent()
  @Paragraphs(2, 1000)
  reason?: string;
}

@AtLeastOneOf('unit', 'assignee')
export class ReassignBody {
  @ApiPropertyOptional({
    description:
      'Code of the new unit, for this task only: later tasks go to the units that the process names. Refused for tasks whose next steps stay in the unit (REASSIGN_NOT_ALLOWED). Alternative to `assignee`',
  })
  @ValidateIf((body: ReassignBody) => body.unit !== undefined || body.assignee === undefined)
  @Code(20)
  unit?: string;

  @ApiPropertyOptional({ description: 'Username of a member of the task’s unit' })
  @IfPresent()
  @OneLine(0, 100)
  assignee?: string;

  @ApiProperty({ description: 'Stored in the database and the audit log only' })
  @Paragraphs(2, 1000)
  reason!: string;
}

export class TaskPage {
  @ApiProperty({ type: [TaskItem] }) items!: TaskItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiPropertyOptional({ description: 'With `count=true`' }) count?: CountView;
}

/** A task with its process, as of now. */
export class TaskAndProcess extends TaskView {
  @ApiProperty() process!: ProcessView;
}

/** Most cases have a few contents; one in which many units take part has hundreds. */
export const CONTEXT_CONTENTS = 50;

export class TaskContext {
  @ApiProperty({
    type: [ContentView],
    maxItems: CONTEXT_CONTENTS,
    description: 'Newest contents of the process, oldest first',
  })
  contents!: ContentView[];
  @ApiProperty({ description: 'Whether there are older contents, at GET /api/v1/processes/{id}/content' })
  earlierContents!: boolean;
  /** Fields of the task's process: see `TaskContextReader`. */
  [field: string]: unknown;
}

export class TaskDetail extends TaskAndProcess {
  @ApiProperty({ description: 'Information for the performer' }) context!: TaskContext;
  @ApiProperty({ description: 'Whether the account keeps a draft of it' }) hasDraft!: boolean;
}
