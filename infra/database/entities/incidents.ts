import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Why a process does not continue: at most one row of a kind, deleted when the cause is resolved. No foreign key, because
 * a child whose first events cannot be projected has no row in `process` yet.
 */
@Entity({ name: 'incident' })
@Check('incident_kind_check', `kind IN ('command', 'workflow', 'projection', 'clock', 'behaviour')`)
export class Incident {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  /**
   * `command` one fails again and again; `workflow` it ended or failed outside of its own events; `projection` its events
   * cannot be written; `clock` a time limit cannot be computed or its card not raised; `behaviour` it throws, or does not yield.
   */
  @PrimaryColumn({ type: 'text' }) kind!: 'command' | 'workflow' | 'projection' | 'clock' | 'behaviour';
  /** The error in one line, without personal data. */
  @Column({ type: 'text' }) detail!: string;
  @Column({ type: 'timestamptz' }) firstSeenAt!: Date;
  @Column({ type: 'timestamptz' }) lastSeenAt!: Date;
  /** Number of times it was detected. */
  @Column({ type: 'integer', default: 1 }) times!: number;
}
