import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { businessNow } from '../../../../domain/time/business-clock.js';
import { MARK_LEVELS, type MarkLevel } from '../../../../domain/cases/cards/card-marks.js';
import type { TimeLimitService } from '../../../../domain/cases/time-limits/time-limit-service.js';
import { noteAccess } from '../../platform/audit/access-trail.js';
import { ActView, RefusalView } from '../../platform/problems/refusal.js';
import { OutcomeDto, OutcomeItem } from '../definitions/outcome.dto.js';
import type { TaskRow } from '../../../../domain/cases/tasks/tasks.repository.js';
import { outcomesOf, taskDefinition } from '../definitions/task-forms.js';

const TASK_STATES = ['open', 'completed', 'expired', 'cancelled'] as const;
export const STATUS_COLOURS = ['green', 'amber', 'red', 'none'] as const;
const CLOCK_STATES = ['running', 'paused', 'suspended', 'stopped'] as const;
export type StatusColour = (typeof STATUS_COLOURS)[number];

const OUTCOMES =
  'Empty once closed, and without those that the process rules out. The first outcome is the regular one';

export class OverdueView {
  @ApiProperty({ type: 'integer', description: 'Working days after the due day, today included' })
  workingDays!: number;
  @ApiProperty({ type: 'integer', description: 'Whole office hours since the due time' })
  workingHours!: number;
}

export class TaskClockView {
  @ApiProperty({ type: 'integer', description: 'Within the case' }) number!: number;
  @ApiProperty({ example: 'handling' }) name!: string;
  @ApiProperty({ enum: CLOCK_STATES }) state!: string;
}

/** What a reader may see of a task beside its steps and instants. */
export interface TaskReader {
  /** The writer's words. */
  readonly readsContent: boolean;
  /** Units whose cards it sees; null: all. */
  readonly cardUnits: readonly string[] | null;
}

/** Time limits that are ready. */
export type OverdueTimes = Pick<TimeLimitService, 'overdue'>;

/** A task in a list. */
export class TaskItem {
  @ApiProperty({ example: '0198c0de-0000-7000-8000-000000000000.1' }) id!: string;
  @ApiProperty({ example: 'register' }) name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: TASK_STATES }) state!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ example: 'mailbox-letter' }) processKey!: string;
  @ApiProperty({ example: 'ZX2026000001' }) subject!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Title of the case in its writer’s words',
  })
  matter!: string | null;
  @ApiProperty() stage!: string;
  @ApiProperty({ description: 'Empty for a task of the citizen' }) unit!: string;
  @ApiProperty({ type: String, nullable: true }) unitName!: string | null;
  @ApiProperty({ description: 'Role that the performer needs, or `citizen`' }) role!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Username of the account that has claimed it' })
  assignee!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Title of that account' })
  assigneeTitle!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Class of the case, once it has one' })
  class!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Class that its writer chose' })
  chosenClass!: string | null;
  @ApiProperty({
    type: String,
    enum: MARK_LEVELS,
    nullable: true,
    description: 'The gravest card in force against the unit in this case, where the account may see it',
  })
  card!: MarkLevel | null;
  @ApiProperty({ format: 'date-time' }) openedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'From then on the status colour is amber',
  })
  warnAt!: string | null;
  @ApiProperty({
    type: TaskClockView,
    nullable: true,
    description: 'The clock that the due time is of. A paused one has no due time',
  })
  clock!: TaskClockView | null;
  @ApiProperty({ enum: STATUS_COLOURS, description: 'Status colour by due time and current time' })
  light!: StatusColour;
  @ApiProperty({ type: OverdueView, nullable: true, description: 'By how much an open task is overdue' })
  overdue!: OverdueView | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcome!: string | null;
  @ApiProperty({ type: String, nullable: true }) outcomeTitle!: string | null;
  @ApiProperty({ type: [OutcomeItem], description: OUTCOMES }) outcomes!: readonly OutcomeItem[];
}

/** An outcome of a task, and whether the account may choose it now. */
export class TaskOutcome extends OutcomeDto implements ActView {
  @ApiProperty({ description: 'Whether the account may complete the task with it now, given a valid form' })
  allowed!: boolean;
  @ApiPropertyOptional({ description: 'Absent when it is allowed' }) refusal?: RefusalView;
}

/** What the account may do with a task now, beside completing it. */
export class TaskActsView {
  @ApiProperty() claim!: ActView;
  @ApiProperty() release!: ActView;
  @ApiProperty() delegate!: ActView;
  @ApiProperty() reassign!: ActView;
}

/** A single task with the forms of its outcomes, which are nine tenths of its size. */
export class TaskView extends OmitType(TaskItem, ['outcomes']) {
  @ApiProperty({
    type: [TaskOutcome],
    description:
      'Empty once closed. Those that cannot be chosen are here as well, with the refusal. The first is the regular one',
  })
  outcomes!: readonly TaskOutcome[];
  @ApiProperty() acts!: TaskActsView;
  @ApiProperty({
    type: [String],
    example: ['draft'],
    description: 'Tasks whose content it approves: their performers may not perform it',
  })
  fourEyes!: readonly string[];
}

/** Status colour of an open task. Computed from the row, so it does not depend on timers. @param now epoch ms */
export function statusColour(dueAt: Date | null, warnAt: Date | null, now: number): StatusColour {
  if (!dueAt) return 'none';
  if (dueAt.getTime() < now) return 'red';
  return warnAt && warnAt.getTime() <= now ? 'amber' : 'green';
}

/**
 * Converts a task for readers, without its outcomes. Records the access when its process is secret.
 */
export function toTaskFields(
  row: TaskRow,
  { readsContent, cardUnits }: TaskReader,
  timeLimits: OverdueTimes,
): Omit<TaskItem, 'outcomes'> {
  noteAccess({ id: row.process_id, secret: row.secret });
  const definition = taskDefinition(row.process_key, row.version, row.name);
  return {
    id: `${row.process_id}.${row.number}`,
    name: row.name,
    title: definition?.title ?? row.name,
    state: row.state,
    processId: row.process_id,
    processKey: row.process_key,
    subject: row.subject,
    matter: readsContent ? row.matter : null,
    stage: row.stage,
    unit: row.unit,
    unitName: row.unit_name,
    role: row.role,
    assignee: row.assignee_name,
    assigneeTitle: row.assignee_title,
    class: row.class,
    chosenClass: row.chosen,
    card: cardUnits === null || cardUnits.includes(row.unit) ? row.card : null,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    warnAt: row.warn_at?.toISOString() ?? null,
    clock:
      row.clock === null || row.clock_name === null
        ? null
        : { number: row.clock, name: row.clock_name, state: row.clock_state! },
    light: row.state === 'open' ? statusColour(row.due_at, row.warn_at, businessNow()) : 'none',
    overdue: row.state === 'open' ? timeLimits.overdue(row.due_at, businessNow()) : null,
    closedAt: row.closed_at?.toISOString() ?? null,
    outcome: row.outcome,
    outcomeTitle: row.outcome === null ? null : (definition?.outcomes[row.outcome] ?? row.outcome),
  };
}

/** A task for lists: `toTaskFields` with the outcomes that the process does not rule out. */
export function toTaskItem(row: TaskRow, reader: TaskReader, timeLimits: OverdueTimes): TaskItem {
  const declared = row.state === 'open' ? outcomesOf(row.process_key, row.version, row.name) : [];
  const outcomes = declared.filter(({ name }) => !row.without?.includes(name));
  return {
    ...toTaskFields(row, reader, timeLimits),
    outcomes: outcomes.map(({ schema: _form, ...outcome }) => outcome),
  };
}
