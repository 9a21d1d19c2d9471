import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who did or attempted what. Append-only: triggers number and chain inserted rows and refuse other changes. */
@Entity({ name: 'audit_entry' })
@Index('audit_entry_processes', ['processes'], { type: 'gin' })
@Index('audit_entry_account', ['account', 'action', 'at'])
@Index('audit_entry_command', ['commandId'], { where: 'command_id IS NOT NULL' })
export class AuditEntry {
  @PrimaryColumn({ type: 'bigint' }) id!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' }) at!: Date;
  /** Id of the account or client; `unknown` for a name that no account has. */
  @Column({ type: 'text' }) account!: string;
  @Column({ type: 'text' }) action!: string;
  @Column({ type: 'text' }) subject!: string;
  @Column({ type: 'text' }) result!: string;
  @Column({ type: 'inet', nullable: true }) ip!: string | null;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  /** Ids of the processes concerned. */
  @Column({ type: 'uuid', array: true, default: [] }) processes!: string[];
  /** Set on the entry that records a command's acceptance, and on the one that records its end. */
  @Column({ type: 'uuid', nullable: true }) commandId!: string | null;
  /** SHA-256 over the hash of the entry before and the fields of this one. */
  @Column({ type: 'bytea' }) hash!: Buffer;
}

/** The end of the chain: one row. */
@Entity({ name: 'audit_head' })
@Check('audit_head_one_check', 'one')
export class AuditHead {
  @PrimaryColumn({ type: 'boolean', default: true }) one!: boolean;
  @Column({ type: 'bigint' }) entryId!: string;
  @Column({ type: 'bytea' }) hash!: Buffer;
}
