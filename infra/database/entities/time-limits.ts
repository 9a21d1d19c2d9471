import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

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
