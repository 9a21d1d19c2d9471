import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Consultation, ConsultationClause } from './consultations.js';

/** Opinions that say the same, as a person has put them together. */
@Entity({ name: 'opinion_group' })
@Unique('opinion_group_consultation_id_id_key', ['consultationId', 'id'])
@ForeignKey(() => Consultation, ['consultationId'], ['id'], { name: 'opinion_group_consultation_id_fkey' })
export class OpinionGroup {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) consultationId!: string;
  @Column({ type: 'text' }) summary!: string;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** What somebody has to say on a draft, as it came; set aside perhaps, never deleted. Answered by a verdict. */
@Entity({ name: 'opinion' })
@Check('opinion_state_check', `state IN ('pending', 'published', 'setAside')`)
@Check('opinion_verdict_check', `verdict IN ('ADOPTED', 'PARTLY', 'NOT_ADOPTED', 'ELSEWHERE')`)
@Check('opinion_set_aside_check', `state <> 'setAside' OR moderation_reason IS NOT NULL`)
@Check(
  'opinion_verdict_reason_check',
  'verdict IS NULL OR (verdict_reason IS NOT NULL AND verdict_by IS NOT NULL AND verdict_at IS NOT NULL)',
)
@Index('opinion_order', ['consultationId', 'receivedAt', 'id'])
@ForeignKey(() => Consultation, ['consultationId'], ['id'], { name: 'opinion_consultation_id_fkey' })
@ForeignKey(() => ConsultationClause, ['consultationId', 'clause'], ['consultationId', 'number'], {
  name: 'opinion_clause_fkey',
})
@ForeignKey(() => OpinionGroup, ['consultationId', 'groupId'], ['consultationId', 'id'], {
  name: 'opinion_group_id_fkey',
})
export class Opinion {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) consultationId!: string;
  /** Number of the clause; null: the draft as a whole. */
  @Column({ type: 'integer', nullable: true }) clause!: number | null;
  /** Empty: anonymous. The public reads it masked. */
  @Column({ type: 'text' }) name!: string;
  /** For questions of the unit; never public. */
  @Column({ type: 'text' }) contact!: string;
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'timestamptz' }) receivedAt!: Date;
  @Column({ type: 'text' }) state!: 'pending' | 'published' | 'setAside';
  /** REPEATED or FLOOD where the guard has set it aside, else what a person says. */
  @Column({ type: 'text', nullable: true }) moderationReason!: string | null;
  @Column({ type: 'text', nullable: true }) moderatedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) moderatedAt!: Date | null;
  @Column({ type: 'uuid', nullable: true }) groupId!: string | null;
  /** 采纳, 部分采纳, 不采纳, 另案处理. */
  @Column({ type: 'text', nullable: true }) verdict!:
    'ADOPTED' | 'PARTLY' | 'NOT_ADOPTED' | 'ELSEWHERE' | null;
  @Column({ type: 'text', nullable: true }) verdictReason!: string | null;
  @Column({ type: 'text', nullable: true }) verdictBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) verdictAt!: Date | null;
}
