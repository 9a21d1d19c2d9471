import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A file; its bytes lie in the data folder under its SHA-256. */
@Entity({ name: 'attachment' })
@Index('attachment_process', ['processId'])
@Index('attachment_orphans', ['uploader'], { where: 'process_id IS NULL' })
export class Attachment {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** Null until what it was uploaded for has been sent. */
  @Column({ type: 'uuid', nullable: true }) processId!: string | null;
  @Column({ type: 'text' }) uploadedBy!: string;
  /** Keyed digest of the account or address whose quota it counts against until then. */
  @Column({ type: 'uuid' }) uploader!: string;
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
