import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Unit } from './accounts.js';

export type PolicyState = 'draft' | 'consulting' | 'decided' | 'issued' | 'withdrawn';

/**
 * The policy register: what units draft and the government issues. Triggers (migration `policy-gate`) keep what is
 * major from being issued before the adoption feedback of its consultation is public.
 */
@Entity({ name: 'policy_document' })
@Check('policy_document_kind_check', `kind IN ('NORMATIVE', 'PLAN', 'MEASURE', 'PROJECT', 'PRICE', 'OTHER')`)
@Check('policy_document_state_check', `state IN ('draft', 'consulting', 'decided', 'issued', 'withdrawn')`)
@Check('policy_document_issued_check', `(state = 'issued') = (issued_at IS NOT NULL)`)
@Check(
  'policy_document_text_check',
  `state <> 'issued' OR (document_number IS NOT NULL AND final_text IS NOT NULL)`,
)
@Index('policy_document_title', ['titleKey'], { unique: true, where: `state <> 'withdrawn'` })
@Index('policy_document_created', ['createdAt', 'id'])
@ForeignKey(() => Unit, ['unitCode'], ['code'], { name: 'policy_document_unit_code_fkey' })
@ForeignKey(() => PolicyUnmarking, ['unmarkingId'], ['id'], { name: 'policy_document_unmarking_id_fkey' })
export class PolicyDocument {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) title!: string;
  /** The title without what writing varies in; kept by a trigger. */
  @Column({ type: 'text' }) titleKey!: string;
  @Column({ type: 'text' }) unitCode!: string;
  @Column({ type: 'text' }) kind!: string;
  /** 重大或涉及群众切身利益: it must be consulted on. */
  @Column({ type: 'boolean' }) major!: boolean;
  /** How often it has become major; kept by a trigger. */
  @Column({ type: 'integer', default: 0 }) markings!: number;
  /** When the legal office decided whether it is major. */
  @Column({ type: 'timestamptz', nullable: true }) classifiedAt!: Date | null;
  /** By which decision of two persons it stopped being major. */
  @Column({ type: 'uuid', nullable: true }) unmarkingId!: string | null;
  @Column({ type: 'text' }) state!: PolicyState;
  /** Last day of the time for the legal review: it is decided on later than that. */
  @Column({ type: 'date', nullable: true }) reviewUntil!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) documentNumber!: string | null;
  @Column({ type: 'text', nullable: true }) finalText!: string | null;
  /** The draft that was consulted on against the final text, by clauses; null without a consultation. */
  @Column({ type: 'jsonb', nullable: true }) diff!: unknown;
  @Column({ type: 'timestamptz', nullable: true }) issuedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) withdrawnAt!: Date | null;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** One person of the legal office asks that a policy be no longer major; another one decides. */
@Entity({ name: 'policy_unmarking' })
@Check('policy_unmarking_second_person_check', 'decided_by <> asked_by')
@Check('policy_unmarking_decided_check', '(confirmed IS NULL) = (decided_by IS NULL)')
@ForeignKey(() => PolicyDocument, ['policyId'], ['id'], { name: 'policy_unmarking_policy_id_fkey' })
export class PolicyUnmarking {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) policyId!: string;
  /** Which marking of the policy it takes back; kept by a trigger. */
  @Column({ type: 'integer' }) marking!: number;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'text' }) askedBy!: string;
  @Column({ type: 'timestamptz' }) askedAt!: Date;
  @Column({ type: 'text', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'boolean', nullable: true }) confirmed!: boolean | null;
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;
}

/** Who said what about whether a policy is major. Appended to, never changed. */
@Entity({ name: 'policy_classification' })
@Check(
  'policy_classification_act_check',
  `act IN ('PROPOSED_MAJOR', 'PROPOSED_ORDINARY', 'MAJOR', 'ORDINARY', 'MARKED', 'UNMARKING_ASKED', 'UNMARKING_REFUSED', 'UNMARKED')`,
)
@Index('policy_classification_policy', ['policyId', 'at'])
@ForeignKey(() => PolicyDocument, ['policyId'], ['id'], { name: 'policy_classification_policy_id_fkey' })
export class PolicyClassification {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) policyId!: string;
  @Column({ type: 'text' }) act!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'text' }) account!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
}
