import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A fact about one cycle of a column, for the annual assessment: recorded once, or again with the same meaning. */
@Entity({ name: 'assessment_fact' })
@Index('assessment_fact_year', ['year', 'unit'])
export class AssessmentFact {
  @PrimaryColumn({ type: 'uuid' }) processId!: string;
  @PrimaryColumn({ type: 'text' }) unit!: string;
  @PrimaryColumn({ type: 'text' }) fact!: string;
  @Column({ type: 'integer' }) year!: number;
  @Column({ type: 'text', name: 'column_key' }) column!: string;
  /** A count; 1 or 0 for a boolean. */
  @Column({ type: 'integer' }) value!: number;
  @Column({ type: 'timestamptz' }) at!: Date;
}
