import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One row a year: the lock under which letters are numbered. */
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
  /** Why it is probably one of many of the same; null: nothing was noticed. */
  @Column({ type: 'text', nullable: true }) flagged!: 'REPEATED' | 'FLOOD' | null;
}

/** A file; its bytes lie in the data folder under its SHA-256. */
@Entity({ name: 'attachment' })
@Index('attachment_process', ['processId'])
@Index('attachment_orphans', ['uploader'], { where: 'process_id IS NULL' })
export class Attachment {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** Null until what it was uploaded for has been sent. */
  @Column({ type: 'uuid', nullable: true }) processId!: string | null;
  @Column({ type: 'text' }) uploadedBy!: string;
  /** Keyed digest of the account or address that it counts against until then; null: uploaded before this was noted. */
  @Column({ type: 'uuid', nullable: true }) uploader!: string | null;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) mediaType!: string;
  @Column({ type: 'integer' }) size!: number;
  @Column({ type: 'bytea' }) sha256!: Buffer;
  @Column({ type: 'timestamptz', default: () => 'now()' }) at!: Date;
}

/** Room for an upload under way; one that is minutes old was left by a killed gateway. */
@Entity({ name: 'upload_reservation' })
export class UploadReservation {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** As in `Attachment`. */
  @Column({ type: 'uuid' }) uploader!: string;
  /** By nobody who is signed in. */
  @Column({ type: 'boolean' }) anonymous!: boolean;
  @Column({ type: 'bigint' }) bytes!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' }) at!: Date;
}
