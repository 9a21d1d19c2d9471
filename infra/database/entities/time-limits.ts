import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

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

/** A version of a preset of time limits. Never changed once a clock was pinned to it: a change is a new version. */
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
