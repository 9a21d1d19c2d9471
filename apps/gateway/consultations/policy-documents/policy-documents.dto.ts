import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { GATE_CONDITIONS } from '../../../../domain/consultations/gate-conditions.js';
import { equal, type Condition } from '../../../../infra/database/sql.js';
import { Code, IfPresent, OneLine, Paragraphs } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/paging/page.js';

/** 规范性文件, 规划, 政策措施, 重大项目, 定价, 其他. */
export const KINDS = ['NORMATIVE', 'PLAN', 'MEASURE', 'PROJECT', 'PRICE', 'OTHER'] as const;
export const STATES = ['draft', 'consulting', 'decided', 'issued', 'withdrawn'] as const;
const MAX_TEXT = 500_000;

export class PolicyReasonBody {
  @ApiProperty({ description: 'Recorded in the log of the policy and in the audit log' })
  @Paragraphs(2, 2000)
  reason!: string;
}

export class NewPolicyBody extends PolicyReasonBody {
  @ApiProperty({ example: '黔东南州城市公共交通管理办法' })
  @OneLine(2, 200)
  title!: string;
  @ApiProperty({ enum: KINDS }) @IsIn(KINDS) kind!: string;
  @ApiProperty({
    description:
      'Whether the unit considers it major (重大或涉及群众切身利益); only two persons of the legal office can unmark it',
  })
  @IsBoolean()
  major!: boolean;
}

export class PoliciesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES }) @IfPresent() @IsIn(STATES) state?: string;
  @ApiPropertyOptional() @IfPresent() @Code(20) unit?: string;
}

export const policyFilters = ({ state, unit }: PoliciesQuery): Condition[] => [
  equal('d.state', state),
  equal('d.unit_code', unit),
];

export class FinalTextBody {
  @ApiProperty({ example: '黔东南府办发〔2026〕12号' })
  @OneLine(2, 100)
  documentNumber!: string;
  @ApiProperty({ description: 'Plain text; clauses start with 第X条' })
  @Paragraphs(2, MAX_TEXT)
  text!: string;
}

export class UnmarkingDecisionBody extends PolicyReasonBody {
  @ApiProperty() @IsBoolean() confirm!: boolean;
}

export class ConsultationRef {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['draft', 'open', 'closed', 'answered', 'withdrawn'] }) state!: string;
}
export class PolicyView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: KINDS }) kind!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() major!: boolean;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the legal office classified it',
  })
  classifiedAt!: string | null;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ description: 'Whether the gate lets it be decided and issued' })
  gateOpen!: boolean;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Last day of the legal review' })
  reviewUntil!: string | null;
  @ApiProperty({ type: String, nullable: true }) documentNumber!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) issuedAt!: string | null;
  @ApiProperty({ type: ConsultationRef, nullable: true }) consultation!: ConsultationRef | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}
export class PolicyPage {
  @ApiProperty({ type: [PolicyView] }) items!: PolicyView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class ClassificationView {
  @ApiProperty({ example: 'PROPOSED_MAJOR' }) act!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Title of the account' }) account!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class UnmarkingView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null until a second person has decided' })
  confirmed!: boolean | null;
  @ApiProperty({ description: 'The account may decide on it, as the second person' }) mayDecide!: boolean;
}
export class SimilarPolicyView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() major!: boolean;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ description: 'Similarity of the titles, 0 to 1' }) score!: number;
}
export class GateConditionView {
  @ApiProperty({ enum: GATE_CONDITIONS }) name!: string;
  @ApiProperty({ description: 'Whether the policy meets it' }) met!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'What is missing; null when met' })
  missing!: string | null;
}
export class PolicyActs {
  @ApiProperty({ description: 'Start its procedure' }) start!: boolean;
  @ApiProperty({ description: 'Set number and final text' }) setFinalText!: boolean;
  @ApiProperty({ description: 'Mark it as major' }) mark!: boolean;
  @ApiProperty({ description: 'Request to unmark it' }) requestUnmarking!: boolean;
}
export class PolicyDetail extends PolicyView {
  @ApiProperty({ type: String, nullable: true }) finalText!: string | null;
  @ApiProperty({
    type: [ClassificationView],
    description: 'Who classified it as major or ordinary, and why; oldest first',
  })
  classifications!: ClassificationView[];
  @ApiProperty({
    type: [GateConditionView],
    description: 'What must be met before it is issued, in the order of the procedure',
  })
  gate!: GateConditionView[];
  @ApiProperty({ type: PolicyActs, description: 'What the account may do now' }) acts!: PolicyActs;
  @ApiProperty({ type: [UnmarkingView] }) unmarkings!: UnmarkingView[];
  @ApiProperty({ type: [SimilarPolicyView], description: 'Policies that may be about the same matter' })
  similar!: SimilarPolicyView[];
}

const CHANGES = ['same', 'changed', 'removed', 'added'];
export class PieceView {
  @ApiProperty({ enum: ['same', 'removed', 'added'] }) kind!: string;
  @ApiProperty() text!: string;
}
export class ClauseChangeView {
  @ApiProperty({ enum: CHANGES }) kind!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Label in the draft' }) draft!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Label in the final text' }) final!:
    string | null;
  @ApiProperty({ type: [PieceView] }) pieces!: PieceView[];
}
export class PublicPolicyView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: KINDS }) kind!: string;
  @ApiProperty({ description: 'Name of the drafting unit' }) unit!: string;
  @ApiProperty() documentNumber!: string;
  @ApiProperty({ format: 'date-time' }) issuedAt!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) consultation!: string | null;
}
export class PublicPolicyPage {
  @ApiProperty({ type: [PublicPolicyView] }) items!: PublicPolicyView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class PublicPolicyDetail extends PublicPolicyView {
  @ApiProperty() finalText!: string;
  @ApiProperty({
    type: [ClauseChangeView],
    nullable: true,
    description: 'Changes to the draft of the consultation, clause by clause; null without a consultation',
  })
  diff!: ClauseChangeView[] | null;
}
