import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/**
 * A document of a process in one of its formats, as it was made; the formats of one document share kind, unit and
 * version. Kinds are the business's own. Like everything that belongs to a process it outlives the process's row, which
 * is part of the read model and can be made again: hence no foreign key.
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
  /** From 1; rendered again with other contents, it gets the next one. */
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'text' }) format!: 'docx' | 'pdf' | 'xlsx';
  @Column({ type: 'text' }) title!: string;
  /** SHA-256 of what it was rendered from. */
  @Column({ type: 'bytea' }) digest!: Buffer;
  /** Characters that no font of the PDF has: code, and where each stands first. */
  @Column({ type: 'jsonb', default: [] }) unprintable!: { code: string; near: string }[];
  @Column({ type: 'bytea' }) bytes!: Buffer;
  @Column({ type: 'timestamptz' }) madeAt!: Date;
}
