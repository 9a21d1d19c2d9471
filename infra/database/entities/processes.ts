import { Check, Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A process as lists and pages show it. Written by the projection only (domain/cases/read-model). */
@Entity({ name: 'process' })
@Check('process_state_check', `state IN ('starting', 'running', 'suspended', 'completed', 'cancelled')`)
@Index('process_open', ['key', 'startedAt', 'id'], { where: 'ended_at IS NULL' })
@Index('process_started', ['startedAt', 'id'])
@Index('process_ended', ['key', 'endedAt'], { where: 'ended_at IS NOT NULL' })
@Index('process_subject', ['subject'])
@Index('process_units', ['units'], { type: 'gin' })
@Index('process_children', ['parentId'], { where: 'parent_id IS NOT NULL' })
export class Process {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) key!: string;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'text' }) subject!: string;
  /** `starting`: accepted here, no event from its workflow yet. */
  @Column({ type: 'text' }) state!: 'starting' | 'running' | 'suspended' | 'completed' | 'cancelled';
  @Column({ type: 'text', nullable: true }) stage!: string | null;
  @Column({ type: 'text', nullable: true }) result!: string | null;
  @Column({ type: 'uuid', nullable: true }) parentId!: string | null;
  @Column({ type: 'jsonb', default: {} }) facts!: Record<string, unknown>;
  @Column({ type: 'jsonb', default: {} }) input!: unknown;
  /** Units that have or had a task: what an agency may see. */
  @Column({ type: 'text', array: true, default: [] }) units!: string[];
  /** Units that must never see it (a letter that accuses them). */
  @Column({ type: 'text', array: true, default: [] }) hiddenFrom!: string[];
  @Column({ type: 'boolean', default: false }) confidential!: boolean;
  /** Number of the last engine event applied; events are applied in order without gaps. */
  @Column({ type: 'integer', default: 0 }) eventSeq!: number;
  /** Number of the last timeline entry. */
  @Column({ type: 'integer', default: 0 }) timelineSeq!: number;
  /** Number of events that wait for a gap to be filled; read under the row's lock. */
  @Column({ type: 'integer', default: 0 }) pending!: number;
  @Column({ type: 'timestamptz' }) startedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}

/** An entry of a process's timeline, numbered from 1 without gaps in the order of commit. */
@Entity({ name: 'timeline_entry' })
@Index('timeline_entry_order', ['at', 'processId', 'seq'], {
  where: `type = 'message.received' AND (data ->> 'name') = 'order'`,
})
export class TimelineEntry {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'text' }) type!: string;
  @Column({ type: 'text', nullable: true }) stage!: string | null;
  @Column({ type: 'integer', nullable: true }) task!: number | null;
  @Column({ type: 'text', nullable: true }) account!: string | null;
  @Column({ type: 'text', nullable: true }) unit!: string | null;
  @Column({ type: 'text', nullable: true }) text!: string | null;
  @Column({ type: 'jsonb', nullable: true }) data!: Record<string, unknown> | null;
}

/** An event that arrived before the ones ahead of it. */
@Entity({ name: 'pending_event' })
export class PendingEvent {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  @Column({ type: 'jsonb' }) event!: unknown;
}

@Entity({ name: 'task' })
@Check('task_state_check', `state IN ('open', 'completed', 'expired', 'cancelled')`)
@Index('task_open_unit', ['unit', 'dueAt', 'processId', 'number', 'role', 'stage', 'warnAt'], {
  where: `state = 'open'`,
})
@Index('task_open_due', ['dueAt', 'processId', 'number'], { where: `state = 'open' AND role <> 'citizen'` })
@Index('task_closed', ['closedAt'], { where: `state <> 'open' AND role <> 'citizen'` })
@Index('task_closed_unit', ['unit', 'closedAt'], { where: `state <> 'open'` })
@Index('task_merged', ['processId'], { where: `outcome = 'merge'` })
export class Task {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'integer' }) number!: number;
  @Column({ type: 'text' }) processKey!: string;
  @Column({ type: 'text' }) name!: string;
  /** Distinguishes tasks of one name in parallel branches. */
  @Column({ type: 'text', nullable: true }) key!: string | null;
  @Column({ type: 'text' }) stage!: string;
  /** Empty for a task of the citizen. */
  @Column({ type: 'text' }) unit!: string;
  /** `citizen`, or the role a member of the unit needs. */
  @Column({ type: 'text' }) role!: string;
  @Column({ type: 'text' }) state!: 'open' | 'completed' | 'expired' | 'cancelled';
  /** Outcomes that are declared but not available this time. */
  @Column({ type: 'text', array: true, nullable: true }) without!: string[] | null;
  /** The day on which its dated limits end: data of the case. */
  @Column({ type: 'date', nullable: true }) dueOn!: string | null;
  @Column({ type: 'uuid', nullable: true }) assignee!: string | null;
  /** The substitute who acts, or acted, for the absent assignee. */
  @Column({ type: 'uuid', nullable: true }) acting!: string | null;
  @Column({ type: 'timestamptz' }) openedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) warnAt!: Date | null;
  /** Number of the clock whose due instant it shows. */
  @Column({ type: 'integer', nullable: true }) clock!: number | null;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) outcome!: string | null;
  @Column({ type: 'text', nullable: true }) closedBy!: string | null;
  /** The command that completed it; the content has the same id. */
  @Column({ type: 'uuid', nullable: true }) commandId!: string | null;
}

/** The unfinished form of an open task, for its author alone. Deleted when the task closes and when the case is erased. */
@Entity({ name: 'task_draft' })
export class TaskDraft {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'integer' }) number!: number;
  @PrimaryColumn({ type: 'uuid' }) account!: string;
  /** Changes with every save: the entity tag. */
  @Column({ type: 'uuid' }) version!: string;
  @Column({ type: 'text', nullable: true }) outcome!: string | null;
  @Column({ type: 'jsonb', nullable: true }) decision!: object | null;
  /** Free text and names. */
  @Column({ type: 'jsonb', nullable: true }) content!: object | null;
  @Column({ type: 'timestamptz' }) savedAt!: Date;
}

/** A change of a task, for event streams. Written by triggers; kept for minutes. */
@Entity({ name: 'task_change' })
@Check('task_change_change_check', `change IN ('opened', 'assigned', 'moved', 'due', 'closed')`)
export class TaskChange {
  /** Of the transaction that changed it. */
  @PrimaryColumn({ type: 'bigint' }) xid!: string;
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column({ type: 'uuid' }) processId!: string;
  @Column({ type: 'integer' }) number!: number;
  /** Unit of the task; both units of a task that was moved have a row. */
  @Column({ type: 'text' }) unit!: string;
  @Column({ type: 'text' }) change!: 'opened' | 'assigned' | 'moved' | 'due' | 'closed';
  @Column({ type: 'timestamptz' }) at!: Date;
}

/** A running time limit and the thresholds of its ladder that are still to come; the SLA monitor acts on them. */
@Entity({ name: 'clock' })
@Check('clock_state_check', `state IN ('running', 'paused', 'suspended', 'stopped')`)
@Index('clock_next', ['nextAt'], { where: 'next_at IS NOT NULL' })
@Index('clock_retry', ['retryAt'], { where: 'retry_at IS NOT NULL' })
@Index('clock_error', ['processId'], { where: 'error IS NOT NULL' })
@Index('clock_due', ['name', 'dueAt'], { where: 'task IS NULL' })
@Index('clock_started', ['name', 'startedAt'], { where: 'task IS NULL' })
export class Clock {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'integer' }) number!: number;
  @Column({ type: 'text' }) name!: string;
  /** Key of the limit in the policy. */
  @Column({ type: 'text' }) limitKey!: string;
  /** The responsible unit, which gets the cards. */
  @Column({ type: 'text' }) unit!: string;
  @Column({ type: 'integer', nullable: true }) task!: number | null;
  @Column({ type: 'text', nullable: true }) class!: string | null;
  /** The day that a dated limit was started with. */
  @Column({ type: 'date', nullable: true }) dueOn!: string | null;
  /** A clock whose remaining time caps this one. */
  @Column({ type: 'integer', nullable: true }) cap!: number | null;
  @Column({ type: 'text' }) policyId!: string;
  @Column({ type: 'integer' }) policyVersion!: number;
  @Column({ type: 'integer' }) calendarVersion!: number;
  /** `paused` by the process itself, `suspended` together with the whole process. */
  @Column({ type: 'text' }) state!: 'running' | 'paused' | 'suspended' | 'stopped';
  @Column({ type: 'timestamptz' }) startedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) warnAt!: Date | null;
  /** A year on the way to the due instant has no calendar yet. */
  @Column({ type: 'boolean', default: false }) provisional!: boolean;
  /** Threshold -> ISO instant, those still to come; null when the limit raises no cards. */
  @Column({ type: 'jsonb', nullable: true }) thresholds!: Record<string, string> | null;
  /** Thresholds reached before the clock changed, whose cards are still to come. */
  @Column({ type: 'jsonb', nullable: true }) missed!: unknown[] | null;
  /** When the SLA monitor has to check it, in any state. */
  @Column({ type: 'timestamptz', nullable: true }) nextAt!: Date | null;
  /** Remains when a paused clock is stopped. */
  @Column({ type: 'timestamptz', nullable: true }) pausedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) stoppedAt!: Date | null;
  /** When the unit did the work; null when the clock ended without it. */
  @Column({ type: 'timestamptz', nullable: true }) fulfilledAt!: Date | null;
  @Column({ type: 'integer', default: 0 }) extendedDays!: number;
  /** Why its instants could not be computed, or the cards of its reached thresholds not raised; null as a rule. */
  @Column({ type: 'text', nullable: true }) error!: string | null;
  /** The SLA monitor could not raise its cards and skips it until then. */
  @Column({ type: 'timestamptz', nullable: true }) retryAt!: Date | null;
}

@Entity({ name: 'comment' })
@Index('comment_process', ['processId', 'at'])
export class Comment {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) processId!: string;
  @Column({ type: 'integer', nullable: true }) task!: number | null;
  @Column({ type: 'uuid' }) account!: string;
  @Column({ type: 'text' }) unit!: string;
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' }) at!: Date;
}

/** A case whose part at an ended unit another unit continues. */
@Entity({ name: 'case_succession' })
export class CaseSuccession {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'text' }) fromUnit!: string;
  @Column({ type: 'text' }) toUnit!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
}
