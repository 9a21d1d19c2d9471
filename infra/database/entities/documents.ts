import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/**
 * A rendered document of a process in one format; the formats of one document share kind, unit and version. Each business
 * has its own kinds. No foreign key to the process, whose row is part of the read model and may be rebuilt.
 */
@Entity({ name: 'document' })
@Unique('document_key', ['processId', 'kind', 'unitCode', 'version', 'format'])
@Check('document_version_check', `version > 0`)
@Check('document_format_check', `format IN ('docx', 'pdf', 'xlsx')`)
export class Document {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) processId!: string;
  /** `report`, `notice`, `bulletin` … */
  @Column({ type: 'text' }) kind!: string;
  /** Empty: about the process as a whole. */
  @Column({ type: 'text' }) unitCode!: string;
  /** From 1, raised when the document is rendered with other contents. */
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'text' }) format!: 'docx' | 'pdf' | 'xlsx';
  @Column({ type: 'text' }) title!: string;
  /** SHA-256 of its source. */
  @Column({ type: 'bytea' }) digest!: Buffer;
  /** Characters that no font of the PDF has: code and first occurrence. */
  @Column({ type: 'jsonb', default: [] }) unprintable!: { code: string; near: string }[];
  @Column({ type: 'bytea' }) bytes!: Buffer;
  @Column({ type: 'timestamptz' }) madeAt!: Date;
}
