import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A person who answers. Named in public, with consent. */
export interface Guest {
  readonly name: string;
  readonly title: string;
  readonly intro: string;
}

/** 访谈小结, as the unit writes it. */
export interface InterviewReport {
  readonly summary: string;
  /** Promises of the unit, with their results. */
  readonly commitments: string[];
}

/** Content of an online interview. Its progress is in the process of the same id. */
@Entity({ name: 'interview' })
@Index('interview_created', ['createdAt', 'id'])
@Index('interview_public', ['liveAt', 'id'], { where: 'preview_at IS NOT NULL' })
@Check('interview_form_check', `form IN ('text', 'video')`)
@Check(
  'interview_preview_check',
  `preview_at IS NULL OR (earliest_live_at >= preview_at AND plan <> '' AND background <> ''
    AND jsonb_array_length(guests) > 0 AND jsonb_array_length(outline) > 0)`,
)
@Check(
  'interview_lead_check',
  `live_started_at IS NULL OR (earliest_live_at IS NOT NULL AND live_started_at >= earliest_live_at)`,
)
@Check('interview_end_check', `live_ended_at IS NULL OR live_started_at IS NOT NULL`)
export class Interview {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) topic!: string;
  /** The unit that answers, and the information office that holds it. */
  @Column({ type: 'text' }) unitCode!: string;
  @Column({ type: 'text' }) office!: string;
  @Column({ type: 'text' }) form!: 'text' | 'video';
  /** Its entry in the year's arrangement. */
  @Column({ type: 'uuid', nullable: true }) arrangementId!: string | null;
  /** The live day that was set first, by which punctuality is measured. */
  @Column({ type: 'date' }) plannedOn!: string;
  @Column({ type: 'timestamptz' }) liveAt!: Date;
  @Column({ type: 'text' }) plan!: string;
  @Column({ type: 'text' }) background!: string;
  @Column({ type: 'jsonb' }) guests!: Guest[];
  @Column({ type: 'jsonb' }) outline!: string[];
  @Column({ type: 'text', nullable: true }) videoUrl!: string | null;
  /** Publication of the preview, and the earliest live time after it. */
  @Column({ type: 'timestamptz', nullable: true }) previewAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) earliestLiveAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) liveStartedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) liveEndedAt!: Date | null;
  /** Publication of the later answers. */
  @Column({ type: 'timestamptz', nullable: true }) answersAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) transcriptAt!: Date | null;
  /** 访谈要点, published with the transcript. */
  @Column({ type: 'jsonb' }) points!: string[];
  @Column({ type: 'jsonb', nullable: true }) report!: InterviewReport | null;
  @Column({ type: 'timestamptz', nullable: true }) reportedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) reportAcceptedAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) calledOffAt!: Date | null;
  @Column({ type: 'timestamptz', nullable: true }) archivedAt!: Date | null;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
}

/** The public notice of a postponement or cancellation; published once the process has applied it. */
@Entity({ name: 'interview_notice' })
@Index('interview_notice_interview', ['interviewId', 'publishedAt'])
@Check('interview_notice_kind_check', `kind IN ('postponed', 'calledOff')`)
@ForeignKey(() => Interview, ['interviewId'], ['id'], { name: 'interview_notice_interview_id_fkey' })
export class InterviewNotice {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) interviewId!: string;
  @Column({ type: 'text' }) kind!: 'postponed' | 'calledOff';
  @Column({ type: 'text' }) text!: string;
  /** The new time of a postponed one. */
  @Column({ type: 'timestamptz', nullable: true }) liveAt!: Date | null;
  @Column({ type: 'text' }) createdBy!: string;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
}

/** A participant's duty during the live interview. */
@Entity({ name: 'interview_crew' })
@Check('interview_crew_role_check', `role IN ('host', 'guest', 'recorder', 'reviewer')`)
@ForeignKey(() => Interview, ['interviewId'], ['id'], { name: 'interview_crew_interview_id_fkey' })
export class InterviewCrew {
  @PrimaryColumn({ type: 'uuid' }) interviewId!: string;
  @PrimaryColumn({ type: 'text' }) accountId!: string;
  @PrimaryColumn({ type: 'text' }) role!: 'host' | 'guest' | 'recorder' | 'reviewer';
  @Column({ type: 'text' }) assignedBy!: string;
  @Column({ type: 'timestamptz' }) assignedAt!: Date;
}

/** A citizen's question, in plain text. */
@Entity({ name: 'interview_question' })
@Index('interview_question_list', ['interviewId', 'state', 'askedAt', 'id'])
@Check('interview_question_held_for_check', `held_for IN ('REPEATED', 'FLOOD')`)
@Check('interview_question_state_check', `state IN ('waiting', 'approved', 'dropped')`)
@Check('interview_question_drop_check', `state <> 'dropped' OR coalesce(reason, '') <> ''`)
@Check('interview_question_decision_check', `state = 'waiting' OR decided_by IS NOT NULL`)
@Check('interview_question_chosen_check', `NOT chosen OR state = 'approved'`)
@ForeignKey(() => Interview, ['interviewId'], ['id'], { name: 'interview_question_interview_id_fkey' })
export class InterviewQuestion {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) interviewId!: string;
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'text', nullable: true }) nickname!: string | null;
  @Column({ type: 'boolean' }) duringLive!: boolean;
  @Column({ type: 'timestamptz' }) askedAt!: Date;
  /** Why it is held for moderation; a person can release it. */
  @Column({ type: 'text', nullable: true }) heldFor!: 'REPEATED' | 'FLOOD' | null;
  @Column({ type: 'text' }) state!: 'waiting' | 'approved' | 'dropped';
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ type: 'text', nullable: true }) decidedBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  /** To be answered live. */
  @Column({ type: 'boolean', default: false }) chosen!: boolean;
  /** The unit's later answer to a question that was not answered live. */
  @Column({ type: 'text', nullable: true }) answer!: string | null;
  @Column({ type: 'text', nullable: true }) answeredBy!: string | null;
  @Column({ type: 'timestamptz', nullable: true }) answeredAt!: Date | null;
}

/** An utterance in an interview. Published ones are numbered from 1, in the order of their commits. */
@Entity({ name: 'interview_utterance' })
@Index('interview_utterance_list', ['interviewId', 'createdAt', 'id'])
@Index('interview_utterance_question', ['questionId'], { where: 'question_id IS NOT NULL' })
@Unique('interview_utterance_number_key', ['interviewId', 'number'])
@Unique('interview_utterance_idempotency_key', ['interviewId', 'idempotencyKey'])
@Check('interview_utterance_role_check', `role IN ('host', 'guest', 'recorder')`)
@Check(
  'interview_utterance_state_check',
  `state IN ('draft', 'reviewed', 'approved', 'published', 'withdrawn', 'retracted')`,
)
@Check('interview_utterance_published_check', `(state IN ('published', 'retracted')) = (number IS NOT NULL)`)
@Check('interview_utterance_retracted_check', `(state = 'retracted') = (retraction IS NOT NULL)`)
@ForeignKey(() => Interview, ['interviewId'], ['id'], { name: 'interview_utterance_interview_id_fkey' })
@ForeignKey(() => InterviewQuestion, ['questionId'], ['id'], { name: 'interview_utterance_question_id_fkey' })
export class InterviewUtterance {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'uuid' }) interviewId!: string;
  /** The author's role, which decides its way to publication. */
  @Column({ type: 'text' }) role!: 'host' | 'guest' | 'recorder';
  /** Speaker as shown to readers. */
  @Column({ type: 'text' }) speaker!: string;
  @Column({ type: 'text' }) text!: string;
  @Column({ type: 'uuid', array: true }) images!: string[];
  /** The question that it answers. */
  @Column({ type: 'uuid', nullable: true }) questionId!: string | null;
  @Column({ type: 'text' }) state!:
    'draft' | 'reviewed' | 'approved' | 'published' | 'withdrawn' | 'retracted';
  @Column({ type: 'integer', nullable: true }) number!: number | null;
  @Column({ type: 'timestamptz', nullable: true }) publishedAt!: Date | null;
  /** Number under which its retraction was published. */
  @Column({ type: 'integer', nullable: true }) retraction!: number | null;
  @Column({ type: 'timestamptz' }) createdAt!: Date;
  /** Of the request that drafted it: digests of its key and of its body. */
  @Column({ type: 'uuid', nullable: true }) idempotencyKey!: string | null;
  @Column({ type: 'uuid', nullable: true }) bodyHash!: string | null;
}

/** A change of an utterance and its author; `text` where it was written or edited. */
@Entity({ name: 'interview_utterance_act' })
@ForeignKey(() => InterviewUtterance, ['utteranceId'], ['id'], {
  name: 'interview_utterance_act_utterance_id_fkey',
})
export class InterviewUtteranceAct {
  @PrimaryColumn({ type: 'uuid' }) utteranceId!: string;
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  @Column({ type: 'text' }) act!: string;
  @Column({ type: 'text' }) accountId!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
  @Column({ type: 'text', nullable: true }) text!: string | null;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
}

/** One row for each interview: the lock under which published utterances are numbered. */
@Entity({ name: 'interview_feed' })
@ForeignKey(() => Interview, ['interviewId'], ['id'], { name: 'interview_feed_interview_id_fkey' })
export class InterviewFeed {
  @PrimaryColumn({ type: 'uuid' }) interviewId!: string;
  @Column({ type: 'integer' }) last!: number;
}

/** When a member of the crew was last at the desk, and in which role the member writes. Expires by its age. */
@Entity({ name: 'interview_presence' })
@Check('interview_presence_writing_as_check', `writing_as IN ('host', 'guest', 'recorder')`)
@ForeignKey(() => Interview, ['interviewId'], ['id'], { name: 'interview_presence_interview_id_fkey' })
export class InterviewPresence {
  @PrimaryColumn({ type: 'uuid' }) interviewId!: string;
  @PrimaryColumn({ type: 'text' }) accountId!: string;
  @Column({ type: 'timestamptz' }) seenAt!: Date;
  @Column({ type: 'text', nullable: true }) writingAs!: 'host' | 'guest' | 'recorder' | null;
  @Column({ type: 'timestamptz', nullable: true }) writingAt!: Date | null;
}

/** Open streams of the public feed at one gateway. Expires by its age. */
@Entity({ name: 'interview_audience' })
@ForeignKey(() => Interview, ['interviewId'], ['id'], { name: 'interview_audience_interview_id_fkey' })
export class InterviewAudience {
  @PrimaryColumn({ type: 'uuid' }) interviewId!: string;
  /** Of one run of the program. */
  @PrimaryColumn({ type: 'uuid' }) gateway!: string;
  @Column({ type: 'integer' }) readers!: number;
  @Column({ type: 'timestamptz' }) countedAt!: Date;
}
