import { ApiProperty } from '@nestjs/swagger';
import { outcomesOf, taskDefinition, type OutcomeView } from '../definitions/task-forms.js';

export interface TaskRow {
  readonly process_id: string;
  readonly number: number;
  readonly process_key: string;
  readonly version: number;
  readonly subject: string;
  readonly name: string;
  readonly key: string | null;
  readonly stage: string;
  readonly unit: string;
  readonly role: string;
  readonly state: string;
  readonly without: string[] | null;
  readonly assignee: string | null;
  readonly assignee_name: string | null;
  readonly opened_at: Date;
  readonly due_at: Date | null;
  readonly warn_at: Date | null;
  readonly closed_at: Date | null;
  readonly outcome: string | null;
}

export class OutcomeDto implements OutcomeView {
  @ApiProperty() name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: Object, description: 'JSON Schema of { decision, content }' }) schema!: object;
  @ApiProperty({ type: Object, description: 'A valid body' }) example!: {
    decision?: unknown;
    content?: unknown;
  };
}

export class TaskView {
  @ApiProperty({ example: '0198c0de-0000-7000-8000-000000000000.1' }) id!: string;
  @ApiProperty({ example: 'register' }) name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: ['open', 'completed', 'expired', 'cancelled'] }) state!: string;
  @ApiProperty() processId!: string;
  @ApiProperty() processKey!: string;
  @ApiProperty() subject!: string;
  @ApiProperty() stage!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() role!: string;
  @ApiProperty({ type: String, nullable: true }) assignee!: string | null;
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({
    enum: ['green', 'amber', 'red', 'none'],
    description: 'Time left, by the row and the clock on the wall',
  })
  light!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: [OutcomeDto], description: 'The first one leads towards a good end' })
  outcomes!: OutcomeView[];
}

/** Overdue is `dueAt < now` on the row, whatever a timer does. */
export function lightOf(dueAt: Date | null, warnAt: Date | null, now = Date.now()): string {
  if (!dueAt) return 'none';
  if (dueAt.getTime() < now) return 'red';
  return warnAt && warnAt.getTime() <= now ? 'amber' : 'green';
}

export function toTaskView(row: TaskRow): TaskView {
  const without = row.without ?? [];
  return {
    id: `${row.process_id}.${row.number}`,
    name: row.name,
    title: taskDefinition(row.process_key, row.version, row.name)?.title ?? row.name,
    state: row.state,
    processId: row.process_id,
    processKey: row.process_key,
    subject: row.subject,
    stage: row.stage,
    unit: row.unit,
    role: row.role,
    assignee: row.assignee_name,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    light: row.state === 'open' ? lightOf(row.due_at, row.warn_at) : 'none',
    closedAt: row.closed_at?.toISOString() ?? null,
    outcome: row.outcome,
    outcomes:
      row.state === 'open'
        ? outcomesOf(row.process_key, row.version, row.name).filter(({ name }) => !without.includes(name))
        : [],
  };
}
