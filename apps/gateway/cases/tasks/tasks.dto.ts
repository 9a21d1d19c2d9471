import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsObject, ValidateIf } from 'class-validator';
import { Code, IfPresent, OneLine, Paragraphs } from '../../platform/http/fields.js';
import { AtLeastOneOf } from '../../platform/openapi/documented-constraints.js';
import { ProcessView } from '../processes/process-view.js';
import { ContentView } from '../processes/content-view.js';
import { TaskItem, TaskView } from './task-view.js';

export class CompleteBody {
  @ApiProperty({ example: 'accept' })
  @Code(100)
  outcome!: string;

  @ApiPropertyOptional({ type: Object, description: 'What the process acts on: see the outcome’s schema' })
  @IfPresent()
  @IsObject()
  decision?: object;

  @ApiPropertyOptional({
    type: Object,
    description: 'Free text, names, attachments: never leaves the database',
  })
  @IfPresent()
  @IsObject()
  content?: object;
}

export class DelegateBody {
  @ApiProperty({
    example: 'kaili.clerk',
    description: 'User name of a colleague in the same unit who has the role',
  })
  @OneLine(1, 100)
  to!: string;

  @ApiPropertyOptional({ description: 'Stays in the database' })
  @IfPresent()
  @Paragraphs(2, 1000)
  reason?: string;
}

@AtLeastOneOf('unit', 'assignee')
export class ReassignBody {
  @ApiPropertyOptional({
    description:
      'Code of the unit that shall do this task, and this task only: what follows goes to the units that the process names. Refused for tasks whose next steps stay in the unit (REASSIGN_NOT_ALLOWED). Or else `assignee`',
  })
  @ValidateIf((body: ReassignBody) => body.unit !== undefined || body.assignee === undefined)
  @Code(20)
  unit?: string;

  @ApiPropertyOptional({ description: 'User name of a member of its unit' })
  @IfPresent()
  @OneLine(0, 100)
  assignee?: string;

  @ApiProperty({ description: 'Stays in the database and the audit log' })
  @Paragraphs(2, 1000)
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

/** Most cases have a few; one in which many units take part side by side has hundreds. */
export const CONTEXT_CONTENTS = 50;

export class TaskContext {
  @ApiProperty({
    type: [ContentView],
    maxItems: CONTEXT_CONTENTS,
    description: 'What was written last in this process, oldest first',
  })
  contents!: ContentView[];
  @ApiProperty({ description: 'More was written before; all of it is at GET /api/v1/processes/{id}/content' })
  earlierContents!: boolean;
  /** What the process of the task adds: see `TaskContextReader`. */
  [field: string]: unknown;
}

export class TaskDetail extends TaskAndProcess {
  @ApiProperty({ description: 'What whoever does the task needs to read' }) context!: TaskContext;
}
