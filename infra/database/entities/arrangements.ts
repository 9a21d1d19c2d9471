import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

/** A year's arrangement of interviews, surveys and consultations; its id is its process's. */
@Entity({ name: 'arrangement' })
@Index('arrangement_year', ['year'])
@Check('arrangement_first_month_check', `first_month BETWEEN 1 AND 12`)
@Check('arrangement_last_month_check', `last_month BETWEEN first_month AND 12`)
export class Arrangement {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'integer' }) year!: number;
  @Column({ type: 'text' }) office!: string;
  @Column({ type: 'date' }) proposeBy!: string;
  @Column({ type: 'integer' }) firstMonth!: number;
  @Column({ type: 'integer' }) lastMonth!: number;
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** A unit that is requested to propose topics. */
@Entity({ name: 'arrangement_unit' })
export class ArrangementUnit {
  @PrimaryColumn({ type: 'uuid' }) arrangementId!: string;
  @ManyToOne(() => Arrangement)
  @JoinColumn({ name: 'arrangement_id', foreignKeyConstraintName: 'arrangement_unit_arrangement_id_fkey' })
  arrangement!: Arrangement;
  @PrimaryColumn({ type: 'text' }) unit!: string;
  @Column({ type: 'integer' }) number!: number;
}

/** A topic of the year. */
@Entity({ name: 'arrangement_entry' })
@Index('arrangement_entry_order', ['arrangementId', 'month', 'unit', 'id'])
@Check('arrangement_entry_kind_check', `kind IN ('interview', 'survey', 'consultation')`)
@Check('arrangement_entry_month_check', `month BETWEEN 1 AND 12`)
@Check('arrangement_entry_day_check', `day BETWEEN 1 AND 31`)
@Check(
  'arrangement_entry_state_check',
  `state IN ('draft', 'proposed', 'arranged', 'declined', 'published', 'cancelled')`,
)
export class ArrangementEntry {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) arrangementId!: string;
  @ManyToOne(() => Arrangement)
  @JoinColumn({ name: 'arrangement_id', foreignKeyConstraintName: 'arrangement_entry_arrangement_id_fkey' })
  arrangement!: Arrangement;
  @Column({ type: 'text' }) unit!: string;
  @Column({ type: 'text' }) kind!: 'interview' | 'survey' | 'consultation';
  @Column({ type: 'text' }) topic!: string;
  /** Level of the guests: 主要负责人, 分管负责人. */
  @Column({ type: 'text', nullable: true }) guests!: string | null;
  @Column({ type: 'integer' }) month!: number;
  /** Day of the month; null: not set yet. */
  @Column({ type: 'integer', nullable: true }) day!: number | null;
  /** Who is asked about it, as the table says: a person and an office telephone. */
  @Column({ type: 'text', nullable: true }) contact!: string | null;
  @Column({ type: 'text' }) state!:
    'draft' | 'proposed' | 'arranged' | 'declined' | 'published' | 'cancelled';
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  /** The interview, survey or consultation that it became. */
  @Column({ type: 'uuid', nullable: true, unique: true }) processId!: string | null;
}

/** A change of the published table. */
@Entity({ name: 'arrangement_change' })
@Index('arrangement_change_order', ['arrangementId', 'at'])
@Check('arrangement_change_kind_check', `kind IN ('MONTH', 'DAY', 'TOPIC', 'GUESTS', 'CONTACT', 'CANCEL')`)
export class ArrangementChange {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) arrangementId!: string;
  @Column({ type: 'uuid' }) entryId!: string;
  @ManyToOne(() => ArrangementEntry)
  @JoinColumn({ name: 'entry_id', foreignKeyConstraintName: 'arrangement_change_entry_id_fkey' })
  entry!: ArrangementEntry;
  @Column({ type: 'text' }) kind!: 'MONTH' | 'DAY' | 'TOPIC' | 'GUESTS' | 'CONTACT' | 'CANCEL';
  @Column({ type: 'text' }) before!: string;
  @Column({ type: 'text' }) after!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'text' }) account!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
}
