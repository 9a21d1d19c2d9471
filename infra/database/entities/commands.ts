import { Check, Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';

/** A request to a process; stored before it is sent to Temporal, so that nothing accepted is lost. */
@Entity({ name: 'command' })
@Check('command_state_check', `state IN ('accepted', 'done', 'refused', 'withdrawn')`)
@Index('command_unsent', ['sentAt'], { where: `state = 'accepted'` })
@Index('command_unfinished', ['processId', 'seq'], { where: `state <> 'done'` })
@Index('command_accepted', ['processId'], { where: `state = 'accepted'` })
@Index('command_idempotency', ['idempotencyKey'], {
  unique: true,
  where: 'idempotency_key IS NOT NULL',
})
export class Command {
  /** Also the Temporal update id. */
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) processId!: string;
  @Column({ type: 'text' }) kind!: string;
  /** The engine's command; null once it is done or refused. */
  @Column({ type: 'jsonb', nullable: true }) envelope!: unknown;
  @Column({ type: 'text' }) account!: string;
  /** Digest of account and Idempotency-Key. */
  @Column({ type: 'uuid', nullable: true }) idempotencyKey!: string | null;
  /** Digest of the request. */
  @Column({ type: 'uuid', nullable: true }) bodyHash!: string | null;
  @Column({ type: 'text' }) state!: 'accepted' | 'done' | 'refused' | 'withdrawn';
  /** Its acceptance is in the audit log: a trigger appends its result. */
  @Column({ type: 'boolean', default: false }) audited!: boolean;
  /** Of a refusal or a withdrawal. */
  @Column({ type: 'text', nullable: true }) code!: string | null;
  /** `{ code, params }` of the catalogue; null when the title of the code says all. */
  @Column({ type: 'jsonb', nullable: true }) detail!: unknown;
  @Column({ type: 'timestamptz' }) acceptedAt!: Date;
  /** The order in which commands were stored: several may have been accepted in one millisecond. */
  @Column({ type: 'bigint' }) @Generated('increment') seq!: string;
  /** When it was last sent to Temporal: the sweeper waits some seconds after that. */
  @Column({ type: 'timestamptz', nullable: true }) sentAt!: Date | null;
  /** Number of failures, without outages of Temporal: the sweeper waits longer after each. */
  @Column({ type: 'integer', default: 0 }) attempts!: number;
  /** In one line, without personal data. */
  @Column({ type: 'text', nullable: true }) lastError!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) firstFailedAt!: Date | null;
  /** Failed five times or for ten minutes: operators have to investigate. It is still retried. */
  @Column({ type: 'boolean', default: false }) stuck!: boolean;
  /** When its withdrawal was requested. Until `state` says `withdrawn`, it may have taken effect already. */
  @Column({ type: 'timestamptz', nullable: true }) withdrawnAt!: Date | null;
}

/** Content of a command, or of an act without one: the entry of the timeline names its id. */
@Entity({ name: 'content' })
@Index('content_process', ['processId'])
export class Content {
  @PrimaryColumn({ type: 'uuid' }) commandId!: string;
  @Column({ type: 'uuid' }) processId!: string;
  /** Free text and names, which must never be in a history. Erased by setting it to null. */
  @Column({ type: 'jsonb', nullable: true }) body!: unknown;
  /** Decision that the process received: codes, dates and verdicts, never personal data. Null without one. */
  @Column({ type: 'jsonb', nullable: true }) decision!: unknown;
}
