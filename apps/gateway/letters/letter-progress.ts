import { ApiProperty } from '@nestjs/swagger';
import { MARK_LEVELS, type MarkLevel } from '../../../domain/cases/cards/card-marks.js';
import type { LetterWithProcess } from '../../../domain/letters/letters.repository.js';
import { businessNow } from '../../../domain/time/business-clock.js';
import { taskDefinition } from '../cases/definitions/task-forms.js';
import { ProcessView, toProcessView } from '../cases/processes/process-view.js';
import {
  OverdueView,
  STATUS_COLOURS,
  statusColour,
  type OverdueTimes,
  type StatusColour,
} from '../cases/tasks/task-view.js';

export class LetterUnitView {
  @ApiProperty({ example: '522601' }) code!: string;
  @ApiProperty() name!: string;
}

/** The open task of staff that is due first. */
export class CurrentTaskView {
  @ApiProperty({ example: '0198c0de-0000-7000-8000-000000000000.3' }) id!: string;
  @ApiProperty({ example: 'draft' }) name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: LetterUnitView }) unit!: LetterUnitView;
  @ApiProperty() role!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Title of the account that has claimed it' })
  assignee!: string | null;
}

/** Progress of a letter. */
export class LetterProgress {
  @ApiProperty({
    type: Boolean,
    nullable: true,
    description:
      'Whether the unit signed each of its answers within the limit. ' +
      'Null until an answer has passed its review, and for letters without a limit',
  })
  answeredOnTime!: boolean | null;
  @ApiProperty({ type: String, nullable: true, description: 'Decided by the office; sets the limit' })
  class!: string | null;
  @ApiProperty({ type: LetterUnitView, nullable: true }) lead!: LetterUnitView | null;
  @ApiProperty({
    type: CurrentTaskView,
    nullable: true,
    description: 'Who has it now: the open task of staff that is due first',
  })
  current!: CurrentTaskView | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of the current task' })
  dueAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) warnAt!: string | null;
  @ApiProperty({ enum: STATUS_COLOURS, description: 'Status colour by due time and current time' })
  light!: StatusColour;
  @ApiProperty({
    type: OverdueView,
    nullable: true,
    description: 'By how much the current task is overdue',
  })
  overdue!: OverdueView | null;
  @ApiProperty({
    enum: MARK_LEVELS,
    isArray: true,
    description: 'Levels of the cards in force that the account sees, the gravest first',
  })
  cards!: MarkLevel[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: '`UNRATED` once its writer has let the window pass',
  })
  rating!: string | null;
  @ApiProperty() process!: ProcessView;
}

export function toLetterProgress(row: LetterWithProcess, timeLimits: OverdueTimes): LetterProgress {
  const facts = row.facts as { class?: string; lead?: string; rating?: string | null };
  return {
    answeredOnTime: row.answeredOnTime,
    class: facts.class ?? null,
    lead: facts.lead === undefined ? null : { code: facts.lead, name: row.leadName ?? facts.lead },
    current: currentOf(row),
    dueAt: row.dueAt?.toISOString() ?? null,
    warnAt: row.warnAt?.toISOString() ?? null,
    light: statusColour(row.dueAt, row.warnAt, businessNow()),
    overdue: timeLimits.overdue(row.dueAt, businessNow()),
    cards: row.cards,
    rating: facts.rating ?? null,
    process: toProcessView(row),
  };
}

function currentOf(row: LetterWithProcess): CurrentTaskView | null {
  const { taskNumber, taskName, taskUnit } = row;
  if (taskNumber === null || taskName === null || taskUnit === null) return null;
  return {
    id: `${row.id}.${taskNumber}`,
    name: taskName,
    title: taskDefinition(row.key, row.version, taskName)?.title ?? taskName,
    unit: { code: taskUnit, name: row.taskUnitName ?? taskUnit },
    role: row.taskRole!,
    assignee: row.taskAssignee,
  };
}
