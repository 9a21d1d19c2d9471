import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A survey: drawn up by a unit, frozen once it is published. How far it is stands in its process, of the same id. */
@Entity({ name: 'survey' })
@Check('survey_kind_check', `kind IN ('HOT_TOPIC', 'SPECIAL')`)
@Check('survey_anonymity_check', `anonymity IN ('ANONYMOUS', 'NAMED')`)
@Check('survey_one_answer_check', `one_answer IN ('device', 'address', 'phone', 'none')`)
@Check('survey_results_check', `results IN ('never', 'afterwards', 'always')`)
@Check('survey_address_hours_check', `(one_answer = 'address') = (address_hours IS NOT NULL)`)
@Check(
  'survey_published_check',
  `published_at IS NULL OR (questionnaire IS NOT NULL AND btrim(coalesce(purpose, '')) <> ''
    AND btrim(coalesce(notice, '')) <> '' AND anonymity IS NOT NULL AND retention_months IS NOT NULL
    AND opens_at IS NOT NULL AND closes_at IS NOT NULL AND closes_at > opens_at)`,
)
@Check('survey_deleted_check', '(answers_deleted_at IS NULL) = (final_tally IS NULL)')
@Check('survey_adopted_check', 'adopted_at IS NULL OR (closed_at IS NOT NULL AND adoption IS NOT NULL)')
@Index('survey_created', ['createdAt', 'id'])
@Index('survey_opens', ['opensAt', 'id'], { where: 'published_at IS NOT NULL' })
export class Survey {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) title!: string;
  /** 热点调查: what people talk about; 专项调查: one field of work. */
  @Column({ type: 'text', default: 'SPECIAL' }) kind!: 'HOT_TOPIC' | 'SPECIAL';
  /** What the answers are wanted for. */
  @Column({ type: 'text', nullable: true }) purpose!: string | null;
  @Column({ type: 'text' }) unitCode!: string;
  /** The office that reviews and publishes it. */
  @Column({ type: 'text' }) officeCode!: string;
  /** Entry of the year's arrangement that it comes from. */
  @Column({ type: 'uuid', nullable: true }) arrangementId!: string | null;
  /** SurveyJS JSON that domain/surveys/questionnaire-schema.ts accepts. */
  @Column({ type: 'jsonb', nullable: true }) questionnaire!: object | null;
  /** 个人信息处理告知 (PIPL 17, 35). */
  @Column({ type: 'text', nullable: true }) notice!: string | null;
  /** `NAMED`: the questionnaire asks for data that identifies the respondent. */
  @Column({ type: 'text', nullable: true }) anonymity!: 'ANONYMOUS' | 'NAMED' | null;
  @Column({ type: 'integer', nullable: true }) retentionMonths!: number | null;
  /** How a repeated response is recognised. */
  @Column({ type: 'text' }) oneAnswer!: 'device' | 'address' | 'phone' | 'none';
  /** For how long an address is remembered. */
  @Column({ type: 'integer', nullable: true }) addressHours!: number | null;
  /** When everybody may see the figures. */
  @Column({ type: 'text' }) results!: 'never' | 'afterwards' | 'always';
  /** As planned: its first day, and how many days it is open. */
  @Column({ type: 'date' }) opensOn!: string;
  @Column({ type: 'integer' }) days!: number;
  /** Raised with every change; reviewers say which one they have read. */
  @Column({ type: 'integer', default: 1 }) revision!: number;
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  /** Responses are accepted from the first instant up to the second. */
  @Column({ type: 'timestamptz', nullable: true }) opensAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) closesAt!: Date | null;
  /** When its responses were counted: none is accepted afterwards. */
  @Column({ type: 'timestamptz', nullable: true }) closedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) figuresAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) reportedAt!: Date | null;
  /** Suggestion, verdict and explanation, as published. */
  @Column({ type: 'jsonb', nullable: true }) adoption!: object | null;
  @Column({ type: 'timestamptz', nullable: true }) adoptedAt!: Date | null;
  /** Final figures, which remain when the responses are deleted: see domain/surveys/retention.ts. */
  @Column({ type: 'jsonb', nullable: true }) finalTally!: object | null;
  @Column({ type: 'timestamptz', nullable: true }) answersDeletedAt!: Date | null;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** One person's response. Deleted by no decision, only by time: a suspicious one is held for moderation. */
@Entity({ name: 'survey_answer' })
@Unique('survey_answer_survey_id_idempotency_key_key', ['surveyId', 'idempotencyKey'])
@Check('survey_answer_state_check', `state IN ('counted', 'set-aside')`)
@Index('survey_answer_order', ['surveyId', 'answeredAt', 'id'])
@Index('survey_answer_held', ['surveyId', 'answeredAt', 'id'], { where: `state = 'set-aside'` })
@ForeignKey(() => Survey, ['surveyId'], ['id'], { name: 'survey_answer_survey_id_fkey' })
export class SurveyAnswer {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) surveyId!: string;
  /** Question -> answer, as SurveyJS has it. */
  @Column({ type: 'jsonb' }) data!: Record<string, unknown>;
  @Column({ type: 'text' }) state!: 'counted' | 'set-aside';
  /** Why it is held: `TOO_FAST`, `REPEATED`, `FLOOD`, or `DECIDED` by a person. */
  @Column({ type: 'text', nullable: true }) cause!: string | null;
  /** From reading the questionnaire to sending the answer; null: not known. */
  @Column({ type: 'integer', nullable: true }) seconds!: number | null;
  /** Digests of what makes a repeated request known. */
  @Column({ type: 'uuid', nullable: true }) idempotencyKey!: string | null;
  @Column({ type: 'uuid', nullable: true }) bodyHash!: string | null;
  /** The person who decided whether it counts, and why. */
  @Column({ type: 'text', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  /** Whole milliseconds, so that a place in a list can be named. */
  @Column({ type: 'timestamptz' }) answeredAt!: Date;
}

/** Who has answered, as a keyed digest that identifies nobody; deleted when the survey closes. */
@Entity({ name: 'survey_respondent' })
export class SurveyRespondent {
  @PrimaryColumn({ type: 'uuid' }) surveyId!: string;
  @PrimaryColumn({ type: 'text' }) respondent!: string;
  @Column({ type: 'timestamptz' }) lastAt!: Date;
}

/** What everybody may read of a free-text answer, as a person has released it. */
@Entity({ name: 'survey_quote' })
@Unique('survey_quote_answer_id_question_key', ['answerId', 'question'])
@Index('survey_quote_survey', ['surveyId', 'createdAt', 'id'])
@ForeignKey(() => Survey, ['surveyId'], ['id'], { name: 'survey_quote_survey_id_fkey' })
@ForeignKey(() => SurveyAnswer, ['answerId'], ['id'], {
  name: 'survey_quote_answer_id_fkey',
  onDelete: 'SET NULL',
})
export class SurveyQuote {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) surveyId!: string;
  /** Null once the answer itself is deleted. */
  @Column({ type: 'uuid', nullable: true }) answerId!: string | null;
  @Column({ type: 'text' }) question!: string;
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}
