import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A challenge that has been solved and used; kept until it would have expired. */
@Entity({ name: 'used_challenge' })
@Index('used_challenge_expiry', ['expiresAt'])
export class UsedChallenge {
  /** Digest of the challenge's signature. */
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'timestamptz' }) expiresAt!: Date;
}

/** The trace of a citizen's submission, without its content: enough to detect floods and repeated texts. */
@Entity({ name: 'public_input' })
@Index('public_input_text', ['subject', 'fingerprint'], { where: 'fingerprint IS NOT NULL' })
@Index('public_input_sender', ['subject', 'sender', 'at'], { where: 'sender IS NOT NULL' })
export class PublicInputTrace {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** The process it was sent to. */
  @Column({ type: 'uuid' }) subject!: string;
  /** Keyed digest of the address; null where it is unknown. */
  @Column({ type: 'uuid', nullable: true }) sender!: string | null;
  /** Keyed digest of the text; null where there is none. */
  @Column({ type: 'uuid', nullable: true }) fingerprint!: string | null;
  @Column({ type: 'timestamptz' }) at!: Date;
}
