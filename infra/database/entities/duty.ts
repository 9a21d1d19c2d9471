import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Account, Unit } from './accounts.js';

export const DUTY_BUSINESSES = ['mailbox', 'campaign', 'columns'] as const;
export type DutyBusiness = (typeof DUTY_BUSINESSES)[number];

/** 专人, 副手, 分管领导. */
export const DUTY_KINDS = ['officer', 'deputy', 'leader'] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** Who is responsible for a business in a unit, from one day to another. Replaced entries stay: they are the history. */
@Entity({ name: 'duty_entry' })
@ForeignKey(() => Unit, ['unit'], ['code'], { name: 'duty_entry_unit_fkey' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'duty_entry_account_id_fkey' })
@ForeignKey(() => Account, ['enteredBy'], ['id'], { name: 'duty_entry_entered_by_fkey' })
@Check('duty_entry_business_check', `business IN ('mailbox', 'campaign', 'columns')`)
@Check('duty_entry_kind_check', `kind IN ('officer', 'deputy', 'leader')`)
@Check('duty_entry_days_check', 'until_day >= from_day - 1')
@Index('duty_entry_unit', ['unit', 'business', 'kind', 'fromDay'])
export class DutyEntry {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) unit!: string;
  @Column({ type: 'text' }) business!: DutyBusiness;
  @Column({ type: 'text' }) kind!: DutyKind;
  /** Null for a person without an account. */
  @Column({ type: 'uuid', nullable: true }) accountId!: string | null;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', nullable: true }) post!: string | null;
  @Column({ type: 'text' }) phone!: string;
  /** Whether the name may be shown to citizens. The telephone is a service contact and always is. */
  @Column({ type: 'boolean' }) isPublic!: boolean;
  /** First and last day, YYYY-MM-DD, Asia/Shanghai. The day before the first: replaced on the day it began. */
  @Column({ type: 'date' }) fromDay!: string;
  @Column({ type: 'date', nullable: true }) untilDay!: string | null;
  /** The process whose task named the person; null when it was entered in the register. */
  @Column({ type: 'uuid', nullable: true }) processId!: string | null;
  @Column({ type: 'uuid' }) enteredBy!: string;
  @Column({ type: 'timestamptz' }) enteredAt!: Date;
}

/** A leave of an account, and the colleague who acts for it meanwhile. */
@Entity({ name: 'absence' })
@ForeignKey(() => Account, ['accountId'], ['id'], { name: 'absence_account_id_fkey' })
@ForeignKey(() => Account, ['substituteId'], ['id'], { name: 'absence_substitute_id_fkey' })
@ForeignKey(() => Account, ['enteredBy'], ['id'], { name: 'absence_entered_by_fkey' })
@ForeignKey(() => Account, ['endedBy'], ['id'], { name: 'absence_ended_by_fkey' })
@Check('absence_days_check', 'until_day >= from_day')
@Check('absence_substitute_check', 'substitute_id <> account_id')
@Index('absence_account', ['accountId', 'fromDay'])
@Index('absence_substitute', ['substituteId', 'fromDay'])
@Index('absence_unannounced', ['fromDay'], { where: 'announced_at IS NULL AND ended_at IS NULL' })
export class Absence {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) accountId!: string;
  @Column({ type: 'uuid' }) substituteId!: string;
  /** Telephone of the substitute meanwhile. */
  @Column({ type: 'text' }) phone!: string;
  /** First and last day, YYYY-MM-DD, Asia/Shanghai. */
  @Column({ type: 'date' }) fromDay!: string;
  @Column({ type: 'date' }) untilDay!: string;
  @Column({ type: 'uuid' }) enteredBy!: string;
  @Column({ type: 'timestamptz' }) enteredAt!: Date;
  /** When it was ended before its last day, or withdrawn before its first. */
  @Column({ type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ type: 'uuid', nullable: true }) endedBy!: string | null;
  /** When the substitute was notified of the tasks that waited then. */
  @Column({ type: 'timestamptz', nullable: true }) announcedAt!: Date | null;
}
