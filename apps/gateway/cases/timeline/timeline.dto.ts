import { ApiProperty } from '@nestjs/swagger';

export const IMPORTANCE = ['high', 'normal', 'low'] as const;

export class TimelineEntryView {
  @ApiProperty({ type: 'integer', description: 'From 1, without gaps, in the order of storage' })
  seq!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ example: 'task.opened' }) type!: string;
  @ApiProperty({ type: String, nullable: true }) stage!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Id of the task' }) task!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Title of the account or program; 来信人 for the citizen; null: the system',
  })
  actor!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Title of the absent account for which the actor, its substitute, acted (代); `text` says so as well',
  })
  onBehalfOf!: string | null;
  @ApiProperty({ type: String, nullable: true }) unit!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'The event in Chinese, with its free text. Free text only for readers of the content, until it is erased',
  })
  text!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The free text that `text` ends with, for setting it apart',
  })
  words!: string | null;
  @ApiProperty({
    type: Object,
    nullable: true,
    description: 'Codes and instants; `decision` of a completed task or a message',
  })
  data!: object | null;
  @ApiProperty({
    enum: IMPORTANCE,
    description: '`high`: acts and their consequences. `low`: what follows from other entries by itself',
  })
  importance!: (typeof IMPORTANCE)[number];
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was due: of a task that was opened or closed',
  })
  plannedAt!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { task: '登记审核', outcome: '受理并转办' },
    description:
      'Titles of the codes in the entry and its data: stage, task, outcome, clock, reason, result, and `decision.<field>`',
  })
  titles!: Readonly<Record<string, string>>;
}

export class TimelinePage {
  @ApiProperty({ type: [TimelineEntryView] }) items!: TimelineEntryView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
