import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file; its bytes are in the data folder under their SHA-256. */
@Entity({ name: 'attachment' })
@Index('attachment_process', ['processId'])
@Index('attachment_orphans', ['uploader'], { where: 'process_id IS NULL' })
export class Attachment {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** Null until the form that it was uploaded for is submitted. */
  @Column({ type: 'uuid', nullable: true }) processId!: string | null;
  @Column({ type: 'text' }) uploadedBy!: string;
  /** Keyed digest of the account or address whose quota it counts towards until then. */
  @Column({ type: 'uuid' }) uploader!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) mediaType!: string;
  @Column({ type: 'integer' }) size!: number;
  @Column({ type: 'bytea' }) sha256!: Buffer;
  @Column({ type: 'timestamptz', default: () => 'now()' }) at!: Date;
}

/** Quota of an upload in progress; one that is minutes old is from a killed gateway. */
@Entity({ name: 'upload_reservation' })
export class UploadReservation {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** As in `Attachment`. */
  @Column({ type: 'uuid' }) uploader!: string;
  /** Uploaded without an account. */
  @Column({ type: 'boolean' }) anonymous!: boolean;
  @Column({ type: 'bigint' }) bytes!: string;
  @Column({ type: 'timestamptz', default: () => 'now()' }) at!: Date;
}
