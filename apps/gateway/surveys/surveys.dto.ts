import { ApiProperty, ApiPropertyOptional, IntersectionType, PartialType } from '@nestjs/swagger';
import { IsIn, IsInt, IsObject, IsUUID, Max, Min } from 'class-validator';
import { ApiUnprintable, UnprintableView } from '../cases/documents/unprintable.dto.js';
import { Code, Day, IfPresent, OneLine, Paragraphs } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { ProcessView } from '../cases/processes/process-view.js';

export const RESULTS = ['never', 'afterwards', 'always'] as const;
export const ONE_ANSWER = ['device', 'address', 'phone', 'none'] as const;
export const ANONYMITY = ['ANONYMOUS', 'NAMED'] as const;
export const SURVEY_KINDS = ['HOT_TOPIC', 'SPECIAL'] as const;
export const ANSWER_STATES = ['counted', 'set-aside'] as const;

/** Contents of a survey; most may be missing until it is submitted. */
export class SurveyContent {
  @ApiPropertyOptional({ enum: SURVEY_KINDS, default: 'SPECIAL', description: '热点调查, 专项调查' })
  @IfPresent()
  @IsIn(SURVEY_KINDS)
  kind?: (typeof SURVEY_KINDS)[number];
  @ApiPropertyOptional({ description: 'Purpose of the survey' })
  @IfPresent()
  @Paragraphs(0, 2000)
  purpose?: string;
  @ApiPropertyOptional({
    description: '个人信息处理告知: purpose, manner and storage of what is collected (PIPL 17, 35)',
  })
  @IfPresent()
  @Paragraphs(0, 5000)
  notice?: string;
  @ApiPropertyOptional({
    enum: ANONYMITY,
    description: 'NAMED: it asks for data that identifies the respondent',
  })
  @IfPresent()
  @IsIn(ANONYMITY)
  anonymity?: (typeof ANONYMITY)[number];
  @ApiPropertyOptional({ type: 'integer', description: 'Months for which responses are kept after closing' })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(120)
  retentionMonths?: number;
  @ApiPropertyOptional({
    enum: ONE_ANSWER,
    description: 'How a repeated response is recognised',
  })
  @IfPresent()
  @IsIn(ONE_ANSWER)
  oneAnswer?: (typeof ONE_ANSWER)[number];
  @ApiPropertyOptional({
    type: 'integer',
    description: 'With `address`: hours for which an address is remembered',
  })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(720)
  addressHours?: number;
  @ApiPropertyOptional({ enum: RESULTS, description: 'When the public may see the figures' })
  @IfPresent()
  @IsIn(RESULTS)
  results?: (typeof RESULTS)[number];
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Days for which it is open, within the limits of the policy',
  })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(400)
  days?: number;
  @ApiPropertyOptional({
    type: Object,
    description: 'SurveyJS JSON; the allowed part is in docs/surveys.md',
  })
  @IfPresent()
  @IsObject()
  questionnaire?: object;
}

class Planned {
  @ApiProperty({ example: '政务服务大厅满意度调查' })
  @OneLine(1, 100)
  title!: string;
  @ApiProperty({ description: 'First day' }) @Day() opensOn!: string;
}

export class NewSurveyBody extends IntersectionType(Planned, SurveyContent) {
  @ApiPropertyOptional({ description: 'Code of the unit that holds it; required of the information office' })
  @IfPresent()
  @Code(20)
  unit?: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'Entry of the year’s arrangement' })
  @IfPresent()
  @IsUUID()
  arrangement?: string;
}
export class EditSurveyBody extends IntersectionType(
  PartialType(Planned, { skipNullProperties: false }),
  SurveyContent,
) {
  @ApiProperty({ type: 'integer', description: 'Revision of the survey as it was read' })
  @IsInt()
  @Min(1)
  revision!: number;
}

export class SurveysQuery extends PageQuery {}

export class SurveyView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: SURVEY_KINDS }) kind!: string;
  @ApiProperty() unit!: string;
  @ApiProperty() office!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) arrangement!: string | null;
  @ApiProperty({ type: String, nullable: true }) purpose!: string | null;
  @ApiProperty({ type: String, nullable: true }) notice!: string | null;
  @ApiProperty({ enum: ANONYMITY, nullable: true }) anonymity!: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) retentionMonths!: number | null;
  @ApiProperty({ enum: ONE_ANSWER }) oneAnswer!: string;
  @ApiProperty({ type: 'integer', nullable: true }) addressHours!: number | null;
  @ApiProperty({ enum: RESULTS }) results!: string;
  @ApiProperty({ format: 'date' }) opensOn!: string;
  @ApiProperty({ type: 'integer' }) days!: number;
  @ApiProperty({ type: Object, nullable: true }) questionnaire!: object | null;
  @ApiProperty({ type: 'integer' }) revision!: number;
  @ApiProperty({ type: [String], description: 'Fields that are required before it can be submitted' })
  missing!: string[];
  @ApiProperty({
    type: [String],
    description: 'Questions with free text, which may identify its writer',
  })
  freeText!: string[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) opensAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closesAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) figuresAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) reportedAt!: string | null;
  @ApiProperty({
    ...{ type: [String], nullable: true },
    description: 'Suggestions of the signed report: adoption results repeat each of them word for word',
  })
  suggestions!: readonly string[] | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) adoptedAt!: string | null;
  @ApiProperty({
    ...{ type: String, format: 'date-time', nullable: true },
    description: 'When the responses were deleted, after `retentionMonths`; figures and released quotes stay',
  })
  answersDeletedAt!: string | null;
  @ApiProperty({ type: 'integer', description: 'Responses that count' }) answers!: number;
  @ApiProperty({ type: 'integer' }) setAside!: number;
  @ApiProperty() process!: ProcessView;
}
export class SurveyPage {
  @ApiProperty({ type: [SurveyView] }) items!: SurveyView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class PreviewBody {
  @ApiProperty({ type: Object, description: 'Question -> answer' }) @IsObject() answers!: object;
}
export class PreviewIssue {
  @ApiProperty() question!: string;
  @ApiProperty({ description: 'As in a problem document' }) code!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) params!: object;
  @ApiProperty() message!: string;
}
export class PreviewView {
  @ApiProperty({ type: [String], description: 'Questions whose conditions these answers satisfy' })
  asked!: string[];
  @ApiProperty({ type: [PreviewIssue] }) issues!: PreviewIssue[];
}

export class AnswersQuery extends PageQuery {
  @ApiPropertyOptional({ enum: ANSWER_STATES }) @IfPresent() @IsIn(ANSWER_STATES) state?: string;
}
export class AnswerView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) answeredAt!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Seconds from reading to sending' }) seconds!:
    number | null;
  @ApiProperty({ enum: ANSWER_STATES }) state!: string;
  @ApiProperty({
    enum: ['TOO_FAST', 'REPEATED', 'FLOOD', 'WITHDRAWN', 'DECIDED'],
    nullable: true,
    description: 'Why it was held for moderation',
  })
  cause!: string | null;
  @ApiProperty({ type: Object, description: 'Question -> answer' }) answers!: object;
  @ApiProperty({ type: String, nullable: true }) decidedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
}
export class AnswerPage {
  @ApiProperty({ type: [AnswerView] }) items!: AnswerView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class AnswerDecisionBody {
  @ApiProperty({ enum: ['count', 'set-aside'] }) @IsIn(['count', 'set-aside']) verdict!:
    'count' | 'set-aside';
  @ApiProperty() @Paragraphs(1, 1000) reason!: string;
}

export class ExportQuery {
  @ApiProperty({ enum: ['csv', 'xlsx'] }) @IsIn(['csv', 'xlsx']) format!: 'csv' | 'xlsx';
}

export class QuoteBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() answer!: string;
  @ApiProperty() @Code(40) question!: string;
  @ApiProperty({ description: 'Public words, without anything that identifies the writer' })
  @Paragraphs(1, 2000)
  text!: string;
}
export class QuoteView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() question!: string;
  @ApiProperty() text!: string;
}

export class SurveyDocumentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['report', 'adoption'] }) kind!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ enum: ['docx', 'pdf'] }) format!: string;
  @ApiProperty() title!: string;
  @ApiUnprintable() unprintable!: readonly UnprintableView[];
  @ApiProperty({ type: 'integer' }) size!: number;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class SurveyDocumentPage {
  @ApiProperty({ type: [SurveyDocumentView] }) items!: SurveyDocumentView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
