import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One row a year: letters are numbered under its lock. */
@Entity({ name: 'letter_number' })
export class LetterNumber {
  @PrimaryColumn({ type: 'integer' }) year!: number;
  @Column({ type: 'integer' }) last!: number;
}

/** What a citizen wrote. Its personal data stand here and nowhere else; `erasedAt` says when they were removed. */
@Entity({ name: 'letter' })
@Unique('letter_letter_no_key', ['letterNo'])
@Index('letter_received', ['receivedAt', 'processId'])
@Check('letter_flagged_check', `flagged IN ('REPEATED', 'FLOOD')`)
export class Letter {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @Column({ type: 'text' }) letterNo!: string;
  @Column({ type: 'bytea' }) queryCodeHash!: Buffer;
  @Column({ type: 'text' }) kind!: string;
  @Column({ type: 'text' }) title!: string;
  @Column({ type: 'text', nullable: true }) body!: string | null;
  @Column({ type: 'text', nullable: true }) writerName!: string | null;
  @Column({ type: 'text', nullable: true }) writerPhone!: string | null;
  @Column({ type: 'text', nullable: true }) writerEmail!: string | null;
  @Column({ type: 'text', nullable: true }) writerAddress!: string | null;
  @Column({ type: 'boolean' }) wantsPublic!: boolean;
  @Column({ type: 'text', array: true, default: [] }) namedUnits!: string[];
  @Column({ type: 'timestamptz' }) receivedAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) erasedAt!: Date | null;
  /** Why it is probably one of many of the same; null: not flagged. */
  @Column({ type: 'text', nullable: true }) flagged!: 'REPEATED' | 'FLOOD' | null;
}
