import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * An account that wrote or edited a part of a record, which therefore somebody else approves. No foreign key to the process,
 * whose row is part of the read model and may be rebuilt.
 */
@Entity({ name: 'record_author' })
export class RecordAuthor {
  /** Id of the process, or of the policy in the register. */
  @PrimaryColumn({ type: 'uuid' }) recordId!: string;
  /** `draft`, `plan`, `report` …: each business has its own parts. */
  @PrimaryColumn({ type: 'text' }) part!: string;
  @PrimaryColumn({ type: 'text' }) account!: string;
  /** When the account first changed it. */
  @Column({ type: 'timestamptz' }) since!: Date;
}
