import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ProblemIssue } from '../../platform/problems/problem.js';
import { RefusalView } from '../../platform/problems/refusal.js';
import { ClockView } from '../processes/clock-view.js';

/** A task that opens with the outcome, or may. */
export class NextTaskView {
  @ApiProperty({ example: 'sign' }) task!: string;
  @ApiProperty({ example: '签收' }) title!: string;
  @ApiProperty({ description: 'Role of the performer, or `citizen`' }) role!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null: not known before, or not shown to the account',
  })
  unit!: string | null;
  @ApiProperty({ type: String, nullable: true }) unitName!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({ description: 'Four eyes: whoever completes this task may not perform it' })
  byAnother!: boolean;
}

export class PreviewEndView {
  @ApiProperty({ example: 'closed' }) result!: string;
  @ApiProperty({ example: '办结' }) title!: string;
}

/** What a clock does, and its state afterwards. */
export class PreviewClockView extends ClockView {
  @ApiProperty({
    enum: ['starts', 'pauses', 'resumes', 'extends', 'reclassed', 'moves', 'fulfilled', 'stops'],
  })
  change!: string;
}

export class PreviewRefusal extends RefusalView {
  @ApiPropertyOptional({ type: [ProblemIssue], description: 'Fields at fault' })
  issues?: readonly ProblemIssue[];
}

export class PreviewWarning {
  @ApiProperty({ example: 'DUE_PROVISIONAL' }) code!: string;
  @ApiProperty() text!: string;
}

/** What completing a task would do now. Nothing has been stored. */
export class TaskPreview {
  @ApiProperty({
    description:
      'False: what follows depends on data that only the process has, or the decision is not valid yet. `next` then holds every task that may follow, `clocks` is empty',
  })
  certain!: boolean;
  @ApiProperty({ type: [NextTaskView] }) next!: readonly NextTaskView[];
  @ApiProperty({ type: [PreviewEndView], description: 'The end of the process that it reaches, or may' })
  ends!: readonly PreviewEndView[];
  @ApiProperty({ type: [PreviewClockView] }) clocks!: readonly PreviewClockView[];
  @ApiProperty({
    type: [PreviewRefusal],
    description: 'What completion would be answered with; empty: it would be accepted',
  })
  refusals!: readonly PreviewRefusal[];
  @ApiProperty({ type: [PreviewWarning] }) warnings!: readonly PreviewWarning[];
}
