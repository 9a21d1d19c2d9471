import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { Code, IfPresent, OneLine, Paragraphs } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/paging/page.js';

/** 规范性文件, 规划, 政策措施, 重大项目, 定价, 其他. */
export const KINDS = ['NORMATIVE', 'PLAN', 'MEASURE', 'PROJECT', 'PRICE', 'OTHER'] as const;
export const STATES = ['draft', 'consulting', 'decided', 'issued', 'withdrawn'] as const;
const LONGEST_TEXT = 500_000;

export class PolicyReasonBody {
  @ApiProperty({ description: 'Stands in the log of the policy and in the audit log' })
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
      'Whether the unit takes it for major (重大或涉及群众切身利益): it stays so unless two persons of the legal office unmark it',
  })
  @IsBoolean()
  major!: boolean;
}

export class PoliciesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES }) @IfPresent() @IsIn(STATES) state?: string;
  @ApiPropertyOptional() @IfPresent() @Code(20) unit?: string;
}

export class FinalTextBody {
  @ApiProperty({ example: '黔东南府办发〔2026〕12号' })
  @OneLine(2, 100)
  documentNumber!: string;
  @ApiProperty({ description: 'As plain text, clauses as 第X条' })
  @Paragraphs(2, LONGEST_TEXT)
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
    description: 'When the legal office decided on that',
  })
  classifiedAt!: string | null;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ description: 'Whether the register lets it be issued as far as consultation goes' })
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
  @ApiProperty({ type: String, nullable: true, description: 'Who' }) account!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class UnmarkingView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty({ type: Boolean, nullable: true, description: 'Null: a second person has not decided yet' })
  confirmed!: boolean | null;
}
export class SimilarPolicyView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty() major!: boolean;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ description: 'Likeness of the titles, 0 to 1' }) score!: number;
}
export class PolicyDetail extends PolicyView {
  @ApiProperty({ type: String, nullable: true }) finalText!: string | null;
  @ApiProperty({
    type: [ClassificationView],
    description: 'Who said what about whether it is major, oldest first',
  })
  classifications!: ClassificationView[];
  @ApiProperty({ type: [UnmarkingView] }) unmarkings!: UnmarkingView[];
  @ApiProperty({ type: [SimilarPolicyView], description: 'Perhaps the same matter under another title' })
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
  @ApiProperty({ description: 'Name of the unit that drafted it' }) unit!: string;
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
    description:
      'What became of the draft that was consulted on, clause by clause; null without a consultation',
  })
  diff!: ClauseChangeView[] | null;
}
