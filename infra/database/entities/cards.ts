import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A warning or a card that was issued to a unit for a clock. */
@Entity({ name: 'card' })
@Check('card_level_check', `level IN ('warning', 'yellow', 'red', 'urge', 'accountability')`)
@Check('card_source_check', `source IN ('auto', 'manual')`)
@Check(
  'card_state_check',
  `state IN ('pending', 'stopped', 'issued', 'appealed', 'upheld', 'revoked', 'escalated')`,
)
@Index('card_once', ['processId', 'clock', 'threshold'], {
  unique: true,
  where: `source = 'auto' AND taken_back_at IS NULL`,
})
@Index('card_pending', ['issueAt'], { where: `state = 'pending'` })
@Index('card_retry', ['retryAt'], { where: 'retry_at IS NOT NULL' })
@Index('card_statement', ['statementDueAt'], { where: 'statement_due_at IS NOT NULL' })
@Index('card_unrectified', ['processId', 'clock'], {
  where: `issued_at IS NOT NULL AND rectified_at IS NULL AND clock > 0 AND level IN ('yellow', 'red') AND NOT settled`,
})
@Index('card_number_once', ['number'], { unique: true, where: 'number IS NOT NULL' })
@Index('card_process', ['processId', 'createdAt'])
@Index('card_unit', ['unit', 'createdAt', 'id'])
@Index('card_created', ['createdAt', 'id'])
@Index('card_issued', ['issuedAt'], { where: 'issued_at IS NOT NULL' })
export class Card {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) processId!: string;
  @Column({ type: 'integer' }) clock!: number;
  /** The threshold of the clock's ladder that it was issued for. */
  @Column({ type: 'text' }) threshold!: string;
  @Column({ type: 'text' }) level!: 'warning' | 'yellow' | 'red' | 'urge' | 'accountability';
  @Column({ type: 'text' }) unit!: string;
  @Column({ type: 'text' }) source!: 'auto' | 'manual';
  @Column({ type: 'text' }) state!:
    'pending' | 'stopped' | 'issued' | 'appealed' | 'upheld' | 'revoked' | 'escalated';
  /** As issued; current points: card-points.ts. */
  @Column({ type: 'integer', default: 0 }) points!: number;
  /** A red card: while it is in force, the yellow one of the same clock counts nothing. */
  @Column({ type: 'boolean', default: false }) absorbs!: boolean;
  /** 牌号, drawn when it is issued. */
  @Column({ type: 'text', nullable: true }) number!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) dueAt!: Date | null;
  /** When the threshold was reached, not when the SLA monitor detected it. */
  @Column({ type: 'timestamptz' }) reachedAt!: Date;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  /** Until then an operator may stop it. */
  @Column({ type: 'timestamptz' }) issueAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) issuedAt!: Date | null;
  /** The unit's written explanation. */
  @Column({ type: 'text', nullable: true }) statement!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) statementAt!: Date | null;
  /** When a yellow card without a statement becomes red; null when none is due (any more). */
  @Column({ type: 'timestamptz', nullable: true }) statementDueAt!: Date | null;
  @Column({ type: 'uuid', nullable: true }) appealProcessId!: string | null;
  /** Why it was issued. */
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  /** Why it was stopped, or decided as it was. */
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;
  /** Account or client that issued it by hand. */
  @Column({ type: 'text', nullable: true }) issuedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  /** When it was found that the unit had acted before the threshold: the card counts as never issued. */
  @Column({ type: 'timestamptz', nullable: true }) takenBackAt!: Date | null;
  /** When the unit did the overdue work. */
  @Column({ type: 'timestamptz', nullable: true }) rectifiedAt!: Date | null;
  /** Whether the overdue work is done, or its process has ended without it. */
  @Column({ type: 'boolean', default: false }) settled!: boolean;
  @Column({ type: 'text' }) policyId!: string;
  @Column({ type: 'integer' }) policyVersion!: number;
  @Column({ type: 'integer' }) calendarVersion!: number;
  /** The SLA monitor could not process it, and skips it until then. */
  @Column({ type: 'timestamptz', nullable: true }) retryAt!: Date | null;
}

/** The last number of a year's cards of one level; drawn under the lock of its row, so without gaps. */
@Entity({ name: 'card_number' })
export class CardNumber {
  @PrimaryColumn({ type: 'integer' }) year!: number;
  @PrimaryColumn({ type: 'text' }) level!: string;
  @Column({ type: 'integer' }) last!: number;
}

/** An event for the supervision platform. Numbered under one lock, so that a cursor never skips a late commit. */
@Entity({ name: 'supervision_event' })
@Unique('supervision_event_id_key', ['id'])
export class SupervisionEvent {
  @PrimaryColumn({ type: 'bigint' }) cursor!: string;
  @Column({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) type!: string;
  @Column({ type: 'timestamptz' }) time!: Date;
  @Column({ type: 'text' }) subject!: string;
  @Column({ type: 'uuid', nullable: true }) processId!: string | null;
  @Column({ type: 'text', nullable: true }) unit!: string | null;
  @Column({ type: 'text', nullable: true }) level!: string | null;
  @Column({ type: 'jsonb' }) data!: Record<string, unknown>;
}

/** One row: the lock under which supervision events are numbered. */
@Entity({ name: 'supervision_cursor' })
@Check('supervision_cursor_one_check', 'one')
export class SupervisionCursor {
  @PrimaryColumn({ type: 'boolean', default: true }) one!: true;
  @Column({ type: 'bigint' }) last!: string;
}

@Entity({ name: 'supervision_ack' })
export class SupervisionAck {
  @PrimaryColumn({ type: 'text' }) clientId!: string;
  @Column({ type: 'bigint' }) upTo!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
}

/** One row: the instant the SLA monitor sleeps until. The start of an earlier clock wakes it. */
@Entity({ name: 'sla_monitor_state' })
@Check('sla_monitor_state_one_check', 'one')
export class SlaMonitorState {
  @PrimaryColumn({ type: 'boolean', default: true }) one!: true;
  @Column({ type: 'timestamptz', nullable: true }) nextAt!: Date | null;
  /** When it last scanned the clocks. */
  @Column({ type: 'timestamptz', nullable: true }) beatAt!: Date | null;
  /** While it scans (`next_at` is null): since when, by the database's clock. */
  @Column({ type: 'timestamptz', nullable: true }) turnAt!: Date | null;
}
