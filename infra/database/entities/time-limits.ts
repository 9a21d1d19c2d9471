import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account } from './accounts.js';

/** Raised with every change of the calendar: clocks name the version they were computed with. */
@Entity({ name: 'calendar_version' })
export class CalendarVersion {
  @PrimaryColumn({ type: 'integer' }) version!: number;
  @Column({ type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ type: 'text' }) note!: string;
}

/** A day that differs from its weekday: a holiday, or a weekend day that is worked. */
@Entity({ name: 'calendar_day' })
@Check('calendar_day_kind_check', `kind IN ('holiday', 'workday')`)
export class CalendarDay {
  @PrimaryColumn({ type: 'text' }) region!: string;
  @PrimaryColumn({ type: 'date' }) day!: string;
  @Column({ type: 'text' }) kind!: 'holiday' | 'workday';
  @Column({ type: 'text' }) note!: string;
  @Column({ type: 'text' }) source!: string;
}

/** A year whose days are known; in any other year due instants are provisional. */
@Entity({ name: 'calendar_year' })
export class CalendarYear {
  @PrimaryColumn({ type: 'text' }) region!: string;
  @PrimaryColumn({ type: 'integer' }) year!: number;
  @Column({ type: 'text' }) source!: string;
}

/** The recalculation of running clocks after a change of the calendar, and its progress. */
@Entity({ name: 'recalculation' })
@Check('recalculation_state_check', `state IN ('running', 'done', 'superseded')`)
@Index('recalculation_running', ['state'], { unique: true, where: `state = 'running'` })
export class Recalculation {
  @PrimaryColumn({ type: 'integer' }) calendarVersion!: number;
  @Column({ type: 'timestamptz' }) requestedAt!: Date;
  @Column({ type: 'text' }) requestedBy!: string;
  /** Why the calendar changed; shown in timelines. */
  @Column({ type: 'text' }) reason!: string;
  /** The notice that announces earlier due dates; null: announced dates stay. */
  @Column({ type: 'text', nullable: true }) notice!: string | null;
  /** First and last day that is worked now and was not, or the reverse; null when there is none. */
  @Column({ type: 'date', nullable: true }) changedFrom!: string | null;
  @Column({ type: 'date', nullable: true }) changedTo!: string | null;
  /** `superseded`: a newer change has taken over the rest. */
  @Column({ type: 'text' }) state!: 'running' | 'done' | 'superseded';
  /** Clocks recalculated so far; of these now due later, now due earlier, and kept as announced instead of earlier. */
  @Column({ type: 'integer', default: 0 }) clocks!: number;
  @Column({ type: 'integer', default: 0 }) later!: number;
  @Column({ type: 'integer', default: 0 }) earlier!: number;
  @Column({ type: 'integer', default: 0 }) kept!: number;
  /** Processes that were sent new instants for their task timeouts. */
  @Column({ type: 'integer', default: 0 }) limits!: number;
  @Column({ type: 'timestamptz', nullable: true }) finishedAt!: Date | null;
}

/** A version of a preset of time limits. Immutable once a clock is pinned to it: a change is a new version. */
@Entity({ name: 'policy' })
export class Policy {
  @PrimaryColumn({ type: 'text' }) id!: string;
  @PrimaryColumn({ type: 'integer' }) version!: number;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'date' }) effectiveFrom!: string;
  /** Clocks that start from now on may be pinned to it. */
  @Column({ type: 'boolean' }) active!: boolean;
  @Column({ type: 'jsonb' }) body!: unknown;
}

/** A change of a rule, proposed by one person and approved by another. A trigger keeps what was decided. */
@Entity({ name: 'rule_proposal' })
@ForeignKey(() => Account, ['proposedBy'], ['id'], { name: 'rule_proposal_proposed_by_fkey' })
@ForeignKey(() => Account, ['decidedBy'], ['id'], { name: 'rule_proposal_decided_by_fkey' })
@Check('rule_proposal_kind_check', `kind IN ('calendar', 'policy', 'consultation-rule')`)
@Check('rule_proposal_state_check', `state IN ('proposed', 'approved', 'rejected', 'withdrawn')`)
@Check('rule_proposal_decided_check', `(state = 'proposed') = (decided_by IS NULL)`)
@Check('rule_proposal_two_persons_check', `state <> 'approved' OR alone = (decided_by = proposed_by)`)
@Check('rule_proposal_in_force_check', `(state = 'approved') = (in_force_from IS NOT NULL)`)
@Check('rule_proposal_reason_check', `state <> 'rejected' OR decision_reason IS NOT NULL`)
@Check('rule_proposal_withdrawn_check', `state <> 'withdrawn' OR decided_by = proposed_by`)
@Index('rule_proposal_open', ['kind'], { unique: true, where: `state = 'proposed'` })
@Index('rule_proposal_proposed', ['proposedAt', 'id'])
export class RuleProposal {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) kind!: 'calendar' | 'policy' | 'consultation-rule';
  /** What it is about: `2027`, `QDN-2027 1`, the day from which a rule holds. */
  @Column({ type: 'text' }) subject!: string;
  @Column({ type: 'text' }) title!: string;
  /** As it was entered. */
  @Column({ type: 'jsonb' }) content!: object;
  @Column({ type: 'text' }) state!: 'proposed' | 'approved' | 'rejected' | 'withdrawn';
  /** Null until it is approved. */
  @Column({ type: 'date', nullable: true }) inForceFrom!: string | null;
  @Column({ type: 'uuid' }) proposedBy!: string;
  @Column({ type: 'timestamptz' }) proposedAt!: Date;
  @Column({ type: 'uuid', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;
  /** One person did both: of a demonstration only. */
  @Column({ type: 'boolean', default: false }) alone!: boolean;
}
