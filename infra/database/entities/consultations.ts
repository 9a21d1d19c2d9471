import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Unit } from './accounts.js';
import { PolicyDocument } from './policy-documents.js';

/** What the law in force from a day on asks of consultations that are published under it: policy, as data. */
@Entity({ name: 'consultation_rule' })
export class ConsultationRule {
  @PrimaryColumn({ type: 'date' }) effectiveFrom!: string;
  @Column({ type: 'text' }) title!: string;
  /** Its shape is checked by domain/consultations/rules.ts. */
  @Column({ type: 'jsonb' }) body!: unknown;
}

/**
 * A consultation on a policy; how far it is stands in its process, which has the same id. From its publication on what
 * was published stays as it is (migration `policy-gate`).
 */
@Entity({ name: 'consultation' })
@Unique('consultation_policy_id_key', ['policyId'])
@Check('consultation_state_check', `state IN ('draft', 'open', 'closed', 'answered', 'withdrawn')`)
@Check('consultation_period_check', `period IN ('PRESET', 'DATED')`)
@Check('consultation_opinions_shown_check', `opinions_shown IN ('NEVER', 'AFTERWARDS', 'ALWAYS')`)
@Check(
  'consultation_complete_check',
  'published_at IS NULL OR (explanation IS NOT NULL AND how_to_answer IS NOT NULL AND closes_on IS NOT NULL AND closes_at IS NOT NULL AND minimum_on IS NOT NULL AND rule_from IS NOT NULL)',
)
@Check(
  'consultation_minimum_check',
  'published_at IS NULL OR closes_on >= minimum_on OR short_reason IS NOT NULL',
)
@Check(
  'consultation_order_check',
  'closes_at > published_at AND closed_at >= closes_at AND adoption_published_at >= closed_at',
)
@Check(
  'consultation_published_check',
  `state NOT IN ('open', 'closed', 'answered') OR published_at IS NOT NULL`,
)
@Check('consultation_answered_check', `(adoption_published_at IS NOT NULL) = (state = 'answered')`)
@Index('consultation_published', ['publishedAt', 'id'])
@ForeignKey(() => PolicyDocument, ['policyId'], ['id'], { name: 'consultation_policy_id_fkey' })
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'consultation_unit_code_fkey' })
@ForeignKey(() => ConsultationRule, ['ruleFrom'], ['effectiveFrom'], { name: 'consultation_rule_from_fkey' })
export class Consultation {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) policyId!: string;
  @Column({ type: 'text' }) unitCode!: string;
  @Column({ type: 'text' }) state!: 'draft' | 'open' | 'closed' | 'answered' | 'withdrawn';
  /** 起草说明. */
  @Column({ type: 'text', nullable: true }) explanation!: string | null;
  @Column({ type: 'text', nullable: true }) howToAnswer!: string | null;
  @Column({ type: 'text', nullable: true }) phone!: string | null;
  @Column({ type: 'text', nullable: true }) address!: string | null;
  @Column({ type: 'text', nullable: true }) postcode!: string | null;
  @Column({ type: 'text', nullable: true }) email!: string | null;
  /** `PRESET`: as long as the law in force on the day of publication asks for; null: nobody has said yet. */
  @Column({ type: 'text', nullable: true }) period!: 'PRESET' | 'DATED' | null;
  /** Last day of the period. */
  @Column({ type: 'date', nullable: true }) closesOn!: string | null;
  /** Published: why the period is shorter than the law asks for. */
  @Column({ type: 'text', nullable: true }) shortReason!: string | null;
  /** Whether the public reads opinions that were not set aside. */
  @Column({ type: 'text' }) opinionsShown!: 'NEVER' | 'AFTERWARDS' | 'ALWAYS';
  /** The law it was published under, and the earliest day on which that lets the period end. */
  @Column({ type: 'date', nullable: true }) ruleFrom!: string | null;
  @Column({ type: 'date', nullable: true }) minimumOn!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  /** 24:00 of the last day. */
  @Column({ type: 'timestamptz', nullable: true }) closesAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ type: 'date', nullable: true }) sortBy!: string | null;
  @Column({ type: 'date', nullable: true }) answerBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) adoptionPublishedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) withdrawnAt!: Date | null;
  @Column({ type: 'text', nullable: true }) withdrawalReason!: string | null;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

@Entity({ name: 'consultation_clause' })
@Unique('consultation_clause_consultation_id_label_key', ['consultationId', 'label'])
@ForeignKey(() => Consultation, ['consultationId'], ['id'], {
  name: 'consultation_clause_consultation_id_fkey',
})
export class ConsultationClause {
  @PrimaryColumn({ type: 'uuid' }) consultationId!: string;
  /** From 1, in the order of the draft: what comments name. */
  @PrimaryColumn({ type: 'integer' }) number!: number;
  /** As the draft has it: 第三条. */
  @Column({ type: 'text' }) label!: string;
  /** What stands above it: 第一章 总则. */
  @Column({ type: 'text', nullable: true }) heading!: string | null;
  @Column({ type: 'text' }) text!: string;
}

/** The period was made longer. */
@Entity({ name: 'consultation_extension' })
@ForeignKey(() => Consultation, ['consultationId'], ['id'], {
  name: 'consultation_extension_consultation_id_fkey',
})
export class ConsultationExtension {
  @PrimaryColumn({ type: 'uuid' }) consultationId!: string;
  @PrimaryColumn({ type: 'date' }) closesOn!: string;
  @Column({ type: 'date' }) was!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
}

/** A hearing as it was announced; put off, it is announced anew under the next number. */
@Entity({ name: 'consultation_hearing' })
@Check('consultation_hearing_state_check', `state IN ('planned', 'postponed', 'cancelled', 'held')`)
@Check(
  'consultation_hearing_papers_check',
  `state <> 'held' OR (papers_sent_at IS NOT NULL AND (papers_sent_at AT TIME ZONE 'Asia/Shanghai')::date <= papers_by AND (recorded_at AT TIME ZONE 'Asia/Shanghai')::date >= held_on)`,
)
@ForeignKey(() => Consultation, ['consultationId'], ['id'], {
  name: 'consultation_hearing_consultation_id_fkey',
})
export class ConsultationHearing {
  @PrimaryColumn({ type: 'uuid' }) consultationId!: string;
  @PrimaryColumn({ type: 'integer' }) number!: number;
  @Column({ type: 'date' }) heldOn!: string;
  /** HH:mm, Asia/Shanghai. */
  @Column({ type: 'text' }) time!: string;
  @Column({ type: 'text' }) place!: string;
  /** 参加人, as the notice names them. */
  @Column({ type: 'text' }) participants!: string;
  @Column({ type: 'text' }) notice!: string;
  @Column({ type: 'text' }) state!: 'planned' | 'postponed' | 'cancelled' | 'held';
  /** Last day for the papers. */
  @Column({ type: 'date', nullable: true }) papersBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) papersSentAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) recordedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) summary!: string | null;
  /** Why it was put off or cancelled. */
  @Column({ type: 'text', nullable: true }) reason!: string | null;
}
