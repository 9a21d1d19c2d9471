import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const NOTIFICATION_KINDS = [
  'taskAssigned',
  'taskBack',
  'limitWarning',
  'cardIssued',
  'appealDecided',
  'ordered',
  'redated',
] as const;

/** Tells an account of an event in a case. It holds no words and no names; its text is created when it is read. */
@Entity({ name: 'notification' })
@Check(
  'notification_kind_check',
  `kind IN ('taskAssigned', 'taskBack', 'limitWarning', 'cardIssued', 'appealDecided', 'ordered', 'redated')`,
)
@Index('notification_account', ['account', 'at', 'id'])
@Index('notification_unread', ['account'], { where: 'read_at IS NULL' })
export class Notification {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) account!: string;
  @Column({ type: 'text' }) kind!: (typeof NOTIFICATION_KINDS)[number];
  @Column({ type: 'uuid' }) processId!: string;
  /** Number of the task that it is about. */
  @Column({ type: 'integer', nullable: true }) task!: number | null;
  /** Id of the card that it is about. */
  @Column({ type: 'uuid', nullable: true }) card!: string | null;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'timestamptz', nullable: true }) readAt!: Date | null;
  /** The absent account whose notification it repeats for the substitute. */
  @Column({ type: 'uuid', nullable: true }) onBehalfOf!: string | null;
}
