import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, Matches } from 'class-validator';
import type { PublicSurveyState } from '../../../domain/surveys/public-surveys.repository.js';
import { IfPresent, SolvedChallenge } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { MobileNumber } from '../platform/http/telephone.js';
import { ANONYMITY, ONE_ANSWER, RESULTS, SURVEY_KINDS, SurveyDocumentView } from './surveys.dto.js';

export const PUBLIC_STATES = [
  'upcoming',
  'open',
  'paused',
  'closed',
] as const satisfies readonly PublicSurveyState[];

export class PublicSurveysQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PUBLIC_STATES }) @IfPresent() @IsIn(PUBLIC_STATES) state?: PublicSurveyState;
}

export class PublicSurveyItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ enum: SURVEY_KINDS, description: '热点调查, 专项调查' }) kind!: string;
  @ApiProperty({ description: 'Name of the unit that holds it' }) unit!: string;
  @ApiProperty({ enum: PUBLIC_STATES }) state!: PublicSurveyState;
  @ApiProperty({ format: 'date-time' }) opensAt!: string;
  @ApiProperty({ format: 'date-time' }) closesAt!: string;
  @ApiProperty({ type: 'integer', description: 'Responses that count; some seconds old' })
  participants!: number;
  @ApiProperty({ description: 'Whether its results may be read now' }) resultsPublished!: boolean;
}
export class PublicSurveyPage {
  @ApiProperty({ type: [PublicSurveyItem] }) items!: PublicSurveyItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class AdoptionItemView {
  @ApiProperty() suggestion!: string;
  @ApiProperty({ enum: ['ADOPTED', 'PARTLY', 'NOT_ADOPTED'] }) verdict!: string;
  @ApiProperty() explanation!: string;
}

export class PublicSurveyView extends PublicSurveyItem {
  @ApiProperty() purpose!: string;
  @ApiProperty({ description: '个人信息处理告知' }) notice!: string;
  @ApiProperty({ enum: ANONYMITY }) anonymity!: string;
  @ApiProperty({ type: 'integer' }) retentionMonths!: number;
  @ApiProperty({ enum: ONE_ANSWER }) oneAnswer!: string;
  @ApiProperty({ enum: RESULTS }) results!: string;
  @ApiProperty({ type: Object, description: 'In the JSON of SurveyJS' }) questionnaire!: object;
  @ApiProperty({
    type: [String],
    description: 'Questions with free text: write nothing there that identifies you',
  })
  freeText!: string[];
  @ApiProperty({ type: 'integer', nullable: true, description: 'While it is upcoming' }) secondsToOpening!:
    number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'While it is open' }) secondsToClosing!:
    number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'While it is open: to be sent with the response, tells how long answering took',
  })
  ticket!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When its figures were published',
  })
  figuresAt!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When its report was signed',
  })
  reportedAt!: string | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the verdicts were published',
  })
  adoptedAt!: string | null;
  @ApiProperty({ type: [SurveyDocumentView] }) documents!: SurveyDocumentView[];
  @ApiProperty({
    type: [AdoptionItemView],
    nullable: true,
    description: 'Verdicts of the unit on suggestions',
  })
  adoption!: AdoptionItemView[] | null;
}

/** Issued by us, or chosen by a program: visible ASCII. */
const TICKET = /^[\x21-\x7e]{1,100}$/;
const DEVICE = /^[\x21-\x7e]{16,100}$/;

export class SurveyAnswerBody {
  @ApiProperty({ type: Object, description: 'Question -> answer, as SurveyJS returns it' })
  @IsObject()
  answers!: object;
  @SolvedChallenge() captcha?: string;
  @ApiPropertyOptional({ description: 'From the survey’s page' })
  @IfPresent()
  @Matches(TICKET)
  ticket?: string;
  @ApiPropertyOptional({
    description: 'With the rule `phone`; only its keyed digest is stored, until the survey closes',
  })
  @IfPresent()
  @MobileNumber()
  phone?: string;
  @ApiPropertyOptional({ description: 'With the rule `device`, for programs without cookies' })
  @IfPresent()
  @Matches(DEVICE)
  device?: string;
}
export class AnswerReceipt {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) answeredAt!: string;
}
