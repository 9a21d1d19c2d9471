import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Unit } from './accounts.js';

export type PolicyState = 'draft' | 'consulting' | 'decided' | 'issued' | 'withdrawn';

/**
 * The policy register: documents that units draft and the government issues. Triggers (migrations/policy-gate.ts) prevent
 * major ones from being issued before the adoption feedback of their consultation is public.
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
  /** The normalized title; set by a trigger. */
  @Column({ type: 'text' }) titleKey!: string;
  @Column({ type: 'text' }) unitCode!: string;
  @Column({ type: 'text' }) kind!: string;
  /** 重大或涉及群众切身利益: it requires a consultation. */
  @Column({ type: 'boolean' }) major!: boolean;
  /** Number of times it became major; set by a trigger. */
  @Column({ type: 'integer', default: 0 }) markings!: number;
  /** When the legal office decided whether it is major. */
  @Column({ type: 'timestamptz', nullable: true }) classifiedAt!: Date | null;
  /** The decision of two persons by which it stopped being major. */
  @Column({ type: 'uuid', nullable: true }) unmarkingId!: string | null;
  @Column({ type: 'text' }) state!: PolicyState;
  /** Last day of the legal review; the decision follows after it. */
  @Column({ type: 'date', nullable: true }) reviewUntil!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) documentNumber!: string | null;
  @Column({ type: 'text', nullable: true }) finalText!: string | null;
  /** Comparison of the consulted draft with the final text, by clause; null without a consultation. */
  @Column({ type: 'jsonb', nullable: true }) diff!: unknown;
  @Column({ type: 'timestamptz', nullable: true }) issuedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) withdrawnAt!: Date | null;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** A request of a legal officer that a policy be no longer major; another officer decides. */
@Entity({ name: 'policy_unmarking' })
@Check('policy_unmarking_second_person_check', 'decided_by <> requested_by')
@Check('policy_unmarking_decided_check', '(confirmed IS NULL) = (decided_by IS NULL)')
@ForeignKey(() => PolicyDocument, ['policyId'], ['id'], { name: 'policy_unmarking_policy_id_fkey' })
export class PolicyUnmarking {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) policyId!: string;
  /** The marking that it revokes; set by a trigger. */
  @Column({ type: 'integer' }) marking!: number;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'text' }) requestedBy!: string;
  @Column({ type: 'timestamptz' }) requestedAt!: Date;
  @Column({ type: 'text', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'boolean', nullable: true }) confirmed!: boolean | null;
  @Column({ type: 'text', nullable: true }) decisionReason!: string | null;
}

/** Who classified a policy as major or ordinary, and why. Append-only. */
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

/** Requirements of the law in force from a day on, for consultations published under it. */
@Entity({ name: 'consultation_rule' })
export class ConsultationRule {
  @PrimaryColumn({ type: 'date' }) effectiveFrom!: string;
  @Column({ type: 'text' }) title!: string;
  /** Its shape is checked by domain/consultations/rules.ts. */
  @Column({ type: 'jsonb' }) body!: unknown;
}

/**
 * A consultation on a policy. Its progress is in the process of the same id. Published material is immutable
 * (migrations/policy-gate.ts).
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
  /** `PRESET`: as long as the law in force on the day of publication requires; null: not chosen yet. */
  @Column({ type: 'text', nullable: true }) period!: 'PRESET' | 'DATED' | null;
  /** Last day of the period. */
  @Column({ type: 'date', nullable: true }) closesOn!: string | null;
  /** Published: why the period is shorter than the law requires. */
  @Column({ type: 'text', nullable: true }) shortReason!: string | null;
  /** Whether opinions are public after moderation. */
  @Column({ type: 'text' }) opinionsShown!: 'NEVER' | 'AFTERWARDS' | 'ALWAYS';
  /** The law at its publication, and the earliest last day under it. */
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
  /** From 1, in the order of the draft; comments refer to it. */
  @PrimaryColumn({ type: 'integer' }) number!: number;
  /** As in the draft: 第三条. */
  @Column({ type: 'text' }) label!: string;
  /** Heading above it: 第一章 总则. */
  @Column({ type: 'text', nullable: true }) heading!: string | null;
  @Column({ type: 'text' }) text!: string;
}

/** An extension of the period. */
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

/** An announced hearing; after a postponement the next number is announced. */
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
  /** 参加人, as in the notice. */
  @Column({ type: 'text' }) participants!: string;
  @Column({ type: 'text' }) notice!: string;
  @Column({ type: 'text' }) state!: 'planned' | 'postponed' | 'cancelled' | 'held';
  /** Last day for the papers. */
  @Column({ type: 'date', nullable: true }) papersBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) papersSentAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) recordedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) summary!: string | null;
  /** Why it was postponed or cancelled. */
  @Column({ type: 'text', nullable: true }) reason!: string | null;
}

/** A group of equivalent opinions, formed by a person. */
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

/** An opinion on a draft, as received; possibly held for moderation, never deleted. Answered by a verdict. */
@Entity({ name: 'opinion' })
@Check('opinion_state_check', `state IN ('pending', 'published', 'setAside')`)
@Check('opinion_verdict_check', `verdict IN ('ADOPTED', 'PARTLY', 'NOT_ADOPTED', 'ELSEWHERE')`)
@Check('opinion_held_check', `state <> 'setAside' OR moderation_reason IS NOT NULL`)
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
  /** REPEATED or FLOOD when the flood guard held it, otherwise the moderator's reason. */
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

/** A verdict that an account has begun: on an opinion, or on a group of them. */
@Entity({ name: 'verdict_draft' })
@Check('verdict_draft_verdict_check', `verdict IN ('ADOPTED', 'PARTLY', 'NOT_ADOPTED', 'ELSEWHERE')`)
@ForeignKey(() => Consultation, ['consultationId'], ['id'], { name: 'verdict_draft_consultation_id_fkey' })
export class VerdictDraft {
  @PrimaryColumn({ type: 'uuid' }) consultationId!: string;
  @PrimaryColumn({ type: 'uuid' }) account!: string;
  /** Id of the opinion or the group. */
  @PrimaryColumn({ type: 'uuid' }) answers!: string;
  @Column({ type: 'text', nullable: true }) verdict!: Opinion['verdict'];
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'timestamptz' }) savedAt!: Date;
}
