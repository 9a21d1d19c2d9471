import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsObject, Matches } from 'class-validator';
import { IfPresent, SolvedChallenge } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { MobileNumber } from '../platform/http/telephone.js';
import { ANONYMITY, ONE_ANSWER, RESULTS, SurveyDocumentView } from './surveys.dto.js';

/** `paused`: neither before its opening nor after its end, and still not open. */
export const PUBLIC_STATES = ['upcoming', 'open', 'paused', 'closed'] as const;
export type PublicState = (typeof PUBLIC_STATES)[number];

export class PublicSurveysQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PUBLIC_STATES }) @IfPresent() @IsIn(PUBLIC_STATES) state?: PublicState;
}

export class PublicSurveyItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: 'Name of the unit that holds it' }) unit!: string;
  @ApiProperty({ enum: PUBLIC_STATES }) state!: PublicState;
  @ApiProperty({ format: 'date-time' }) opensAt!: string;
  @ApiProperty({ format: 'date-time' }) closesAt!: string;
  @ApiProperty({ type: 'integer', description: 'Answers that count; some seconds old' })
  participants!: number;
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
    description: 'Questions whose answers are words: write nothing there that tells who you are',
  })
  freeText!: string[];
  @ApiProperty({ type: 'integer', nullable: true, description: 'While it is upcoming' }) secondsToOpening!:
    number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'While it is open' }) secondsToClosing!:
    number | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'While it is open: goes back with the answer, and says how long that took',
  })
  ticket!: string | null;
  @ApiProperty({ description: 'Whether its results may be read now' }) resultsPublished!: boolean;
  @ApiProperty({ type: [SurveyDocumentView] }) documents!: SurveyDocumentView[];
  @ApiProperty({ type: [AdoptionItemView], nullable: true, description: 'What the unit has made of it' })
  adoption!: AdoptionItemView[] | null;
}

/** What we have given, or what a program has chosen in its place: both are letters, digits and signs. */
const TICKET = /^[\x21-\x7e]{1,100}$/;
const DEVICE = /^[\x21-\x7e]{16,100}$/;

export class SurveyAnswerBody {
  @ApiProperty({ type: Object, description: 'Question -> answer, as SurveyJS gives it' })
  @IsObject()
  answers!: object;
  @SolvedChallenge() captcha?: string;
  @ApiPropertyOptional({ description: 'Of the survey’s page' })
  @IfPresent()
  @Matches(TICKET)
  ticket?: string;
  @ApiPropertyOptional({
    description: 'With the rule `phone`; kept as a keyed digest only, until the survey closes',
  })
  @IfPresent()
  @MobileNumber()
  phone?: string;
  @ApiPropertyOptional({ description: 'With the rule `device`, for programs that keep no cookies' })
  @IfPresent()
  @Matches(DEVICE)
  device?: string;
}
export class AnswerReceipt {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) answeredAt!: string;
}
