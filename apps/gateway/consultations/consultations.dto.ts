import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsEmail,
  IsIn,
  IsObject,
  IsUUID,
  Matches,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { because } from '../platform/problems/constraint-issues.js';
import { ApiUnprintable, UnprintableView } from '../cases/documents/unprintable.dto.js';
import { equal, type Condition } from '../../../infra/database/sql.js';
import { Code, Day, IfPresent, OneLine, Paragraphs } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { PolicyReasonBody } from './policy-documents/policy-documents.dto.js';
import { ProcessView } from '../cases/processes/process-view.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const POSTCODE = /^\d{6}$/;
export const STATES = ['draft', 'open', 'closed', 'answered', 'withdrawn'] as const;
export const SHOWN = ['NEVER', 'AFTERWARDS', 'ALWAYS'] as const;

export class NewConsultationBody {
  @ApiProperty({
    format: 'uuid',
    description: 'A policy of the register, drafted by the unit of the account',
  })
  @IsUUID()
  policy!: string;
}

export class ConsultationWithdrawalBody extends PolicyReasonBody {}

export class ClauseBody {
  @ApiProperty({ example: '第三条' }) @OneLine(1, 50) label!: string;
  @ApiPropertyOptional({ description: 'Heading above the clause: 第一章 总则' })
  @IfPresent()
  @OneLine(1, 200)
  heading?: string;
  @ApiProperty() @Paragraphs(1, 20_000) text!: string;
}

export class PeriodBody {
  @ApiProperty({
    enum: ['PRESET', 'DATED'],
    description: 'PRESET: the minimum of the law in force on the day of publication',
  })
  @IsIn(['PRESET', 'DATED'])
  kind!: 'PRESET' | 'DATED';
  @ApiPropertyOptional({ format: 'date', description: 'Last day of the period; required when DATED' })
  @ValidateIf(({ kind, closesOn }: PeriodBody) => kind === 'DATED' || closesOn !== undefined)
  @Day()
  closesOn?: string;
  @ApiPropertyOptional({ description: 'Published: why the period is shorter than the legal minimum' })
  @IfPresent()
  @Paragraphs(2, 2000)
  shortReason?: string;
}

export class HearingBody {
  @ApiProperty() @Day() on!: string;
  @ApiProperty({ example: '09:30', pattern: TIME.source })
  @Matches(TIME, { message: because('fields.time') })
  time!: string;
  @ApiProperty() @OneLine(2, 200) place!: string;
  @ApiProperty({ description: '参加人, as the notice lists them' })
  @Paragraphs(1, 5000)
  participants!: string;
  @ApiProperty() @Paragraphs(1, 20_000) notice!: string;
}

/** The whole draft: an omitted field is cleared. */
export class DraftBody {
  @ApiPropertyOptional({ description: 'The draft as plain text; split into clauses (第X条)' })
  @IfPresent()
  @Paragraphs(0, 500_000)
  text?: string;
  @ApiPropertyOptional({ type: [ClauseBody], description: 'The draft by clauses, instead of `text`' })
  @IfPresent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => ClauseBody)
  clauses?: ClauseBody[];
  @ApiPropertyOptional({ description: '起草说明' })
  @IfPresent()
  @Paragraphs(1, 100_000)
  explanation?: string;
  @ApiPropertyOptional({ description: 'How to submit an opinion' })
  @IfPresent()
  @Paragraphs(1, 5000)
  howToAnswer?: string;
  @ApiPropertyOptional() @IfPresent() @OneLine(1, 100) phone?: string;
  @ApiPropertyOptional({ description: 'Postal address' })
  @IfPresent()
  @OneLine(1, 200)
  address?: string;
  @ApiPropertyOptional({ pattern: POSTCODE.source })
  @IfPresent()
  @Matches(POSTCODE, { message: because('fields.postcode') })
  postcode?: string;
  @ApiPropertyOptional({ format: 'email', maxLength: 200 })
  @IfPresent()
  @IsEmail()
  @MaxLength(200)
  email?: string;
  @ApiPropertyOptional({ type: PeriodBody })
  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => PeriodBody)
  period?: PeriodBody;
  @ApiPropertyOptional({ type: HearingBody })
  @IfPresent()
  @IsObject()
  @ValidateNested()
  @Type(() => HearingBody)
  hearing?: HearingBody;
  @ApiPropertyOptional({ enum: SHOWN, default: 'AFTERWARDS', description: 'When opinions become public' })
  @IfPresent()
  @IsIn(SHOWN)
  opinionsShown: (typeof SHOWN)[number] = 'AFTERWARDS';
}

export class ConsultationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES }) @IfPresent() @IsIn(STATES) state?: string;
  @ApiPropertyOptional() @IfPresent() @Code(20) unit?: string;
}

export const consultationFilters = ({ state, unit }: ConsultationsQuery): Condition[] => [
  equal('c.state', state),
  equal('c.unit_code', unit),
];

export class ClauseView {
  @ApiProperty({ type: 'integer', description: 'The `clause` of an opinion' }) number!: number;
  @ApiProperty() label!: string;
  @ApiProperty({ type: String, nullable: true }) heading!: string | null;
  @ApiProperty() text!: string;
}
export class ClauseOpinionsView {
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null: the draft as a whole' })
  clause!: number | null;
  @ApiProperty({ type: 'integer', description: 'Opinions received, whatever moderation has made of them' })
  received!: number;
}
export class PlannedDaysView {
  @ApiProperty({ format: 'date', description: 'By when opinions are sorted and answered' }) sortBy!: string;
  @ApiProperty({ format: 'date', description: 'By when the feedback is public' }) answerBy!: string;
  @ApiProperty({ description: '`sortBy` is counted across a year whose holidays are not published' })
  sortByProvisional!: boolean;
  @ApiProperty() answerByProvisional!: boolean;
}
export class ConsultationActs {
  @ApiProperty({ description: 'Replace the draft' }) writeDraft!: boolean;
  @ApiProperty({ description: 'Publish and hold opinions' }) moderate!: boolean;
  @ApiProperty({ description: 'Group opinions and answer them' }) answer!: boolean;
  @ApiProperty({ description: 'Withdraw the policy' }) withdraw!: boolean;
}
export class ExtensionView {
  @ApiProperty({ format: 'date' }) closesOn!: string;
  @ApiProperty({ format: 'date', description: 'Last day of the period before the extension' }) was!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class HearingView {
  @ApiProperty({ format: 'date' }) on!: string;
  @ApiProperty() time!: string;
  @ApiProperty() place!: string;
  @ApiProperty() participants!: string;
  @ApiProperty() notice!: string;
  @ApiProperty({ enum: ['planned', 'postponed', 'cancelled', 'held'] }) state!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) papersBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) papersSentAt!: string | null;
  @ApiProperty({ type: String, nullable: true }) summary!: string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
}
export class OpinionCounts {
  @ApiProperty({ type: 'integer' }) pending!: number;
  @ApiProperty({ type: 'integer' }) published!: number;
  @ApiProperty({ type: 'integer' }) setAside!: number;
  @ApiProperty({
    type: 'integer',
    description: 'Without a verdict or not moderated; must be 0 before the feedback is published',
  })
  unanswered!: number;
}
export class ConsultationDocumentView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['notice', 'adoption'] }) kind!: string;
  @ApiProperty({ enum: ['docx', 'pdf', 'xlsx'] }) format!: string;
  @ApiProperty() title!: string;
  @ApiUnprintable() unprintable!: readonly UnprintableView[];
  @ApiProperty({ type: 'integer' }) size!: number;
}
export class FaultView {
  @ApiProperty() field!: string;
  @ApiProperty() message!: string;
}

/** Fields of lists and details, for staff and public. */
export class ConsultationSummary {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid', description: 'Id in the policy register' }) policy!: string;
  @ApiProperty() title!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Last day of the period' })
  closesOn!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'End of the last day' })
  closesAt!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) adoptionPublishedAt!: string | null;
}
export class ConsultationPage {
  @ApiProperty({ type: [ConsultationSummary] }) items!: ConsultationSummary[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class ConsultationContent extends ConsultationSummary {
  @ApiProperty({ type: [ClauseView] }) clauses!: ClauseView[];
  @ApiProperty({ type: String, nullable: true }) explanation!: string | null;
  @ApiProperty({ type: String, nullable: true }) howToAnswer!: string | null;
  @ApiProperty({ type: String, nullable: true }) phone!: string | null;
  @ApiProperty({ type: String, nullable: true }) address!: string | null;
  @ApiProperty({ type: String, nullable: true }) postcode!: string | null;
  @ApiProperty({ type: String, nullable: true }) email!: string | null;
  @ApiProperty({ type: String, nullable: true }) shortReason!: string | null;
  @ApiProperty({ enum: SHOWN }) opinionsShown!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Reason of the withdrawal' })
  withdrawalReason!: string | null;
  @ApiProperty({ type: [ClauseOpinionsView], description: 'Of the clauses that have opinions' })
  opinionsByClause!: ClauseOpinionsView[];
  @ApiProperty({ type: PlannedDaysView, nullable: true, description: 'Null before the publication' })
  planned!: PlannedDaysView | null;
  @ApiProperty({ type: [ExtensionView] }) extensions!: ExtensionView[];
  @ApiProperty({ type: [HearingView], description: 'In the order of their announcement' })
  hearings!: HearingView[];
  @ApiProperty({ type: [ConsultationDocumentView] }) documents!: ConsultationDocumentView[];
}
export class ConsultationView extends ConsultationContent {
  @ApiProperty({ enum: ['PRESET', 'DATED'], nullable: true }) period!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) sortBy!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) answerBy!: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    description: 'Earliest last day by the law in force; for a draft, if it were published now',
  })
  minimumOn!: string;
  @ApiProperty({ type: [FaultView], description: 'For a draft: what its publication still needs' })
  missing!: FaultView[];
  @ApiProperty({ type: OpinionCounts }) opinions!: OpinionCounts;
  @ApiProperty({ type: ConsultationActs, description: 'What the account may do now' })
  acts!: ConsultationActs;
  @ApiProperty({ type: ProcessView }) process!: ProcessView;
}
