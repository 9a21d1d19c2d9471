import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsUUID,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { VERDICTS } from '../../../domain/consultations/documents/facts.js';
import { DistinctIds, IfPresent, OneLine, Paragraphs, SolvedChallenge } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { AtLeastOneOf } from '../platform/openapi/documented-constraints.js';
import { FoldedTelephone } from '../platform/http/telephone.js';

export const VERDICT_CODES = Object.keys(VERDICTS);
export const OPINION_STATES = ['pending', 'published', 'setAside'] as const;
const MANY = 1000;

export class OpinionBody {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Number of the clause; the draft as a whole without it',
  })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  clause?: number;
  @ApiProperty({ maxLength: 5000 }) @Paragraphs(1, 5000) body!: string;
  @ApiPropertyOptional({ description: 'The public reads it masked: 张**' })
  @IfPresent()
  @OneLine(0, 50)
  name?: string;
  @ApiPropertyOptional({ description: 'For questions of the unit; never public' })
  @IfPresent()
  @FoldedTelephone()
  @OneLine(0, 100)
  contact?: string;
  @SolvedChallenge() captcha?: string;
}
export class OpinionReceipt {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
}

export class OpinionsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: OPINION_STATES }) @IfPresent() @IsIn(OPINION_STATES) state?: string;
  @ApiPropertyOptional({ enum: [...VERDICT_CODES, 'NONE'] })
  @IfPresent()
  @IsIn([...VERDICT_CODES, 'NONE'])
  verdict?: string;
  @ApiPropertyOptional({ type: 'integer' })
  @IfPresent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  clause?: number;
  @ApiPropertyOptional({ format: 'uuid' }) @IfPresent() @IsUUID() group?: string;
}
export class PublicOpinionsQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'integer' })
  @IfPresent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  clause?: number;
}

export class OpinionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer', nullable: true }) clause!: number | null;
  @ApiProperty() body!: string;
  @ApiProperty({ description: 'Masked, unless the account handles opinions' }) name!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null unless the account handles opinions' })
  contact!: string | null;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty({ enum: OPINION_STATES }) state!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it was set aside; REPEATED or FLOOD by the guard',
  })
  moderationReason!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) group!: string | null;
  @ApiProperty({ enum: VERDICT_CODES, nullable: true }) verdict!: string | null;
  @ApiProperty({ type: String, nullable: true }) verdictReason!: string | null;
}
export class OpinionPage {
  @ApiProperty({ type: [OpinionView] }) items!: OpinionView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

class OpinionIds {
  @ApiProperty({ type: [String], maxItems: MANY })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MANY)
  @DistinctIds()
  @IsUUID('all', { each: true })
  opinions!: string[];
}
export class ModerationBody extends OpinionIds {
  @ApiProperty({ enum: ['publish', 'setAside'] }) @IsIn(['publish', 'setAside']) action!:
    'publish' | 'setAside';
  @ApiPropertyOptional({ description: 'Needed for setting aside' })
  @ValidateIf(({ action, reason }: ModerationBody) => action === 'setAside' || reason !== undefined)
  @Paragraphs(2, 500)
  reason?: string;
}
@AtLeastOneOf('opinions', 'group')
export class VerdictBody {
  @ApiPropertyOptional({ type: [String], description: 'These opinions; or else those of `group`' })
  @ValidateIf(({ opinions, group }: VerdictBody) => opinions !== undefined || group === undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MANY)
  @DistinctIds()
  @IsUUID('all', { each: true })
  opinions?: string[];
  @ApiPropertyOptional({ format: 'uuid' }) @IfPresent() @IsUUID() group?: string;
  @ApiProperty({ enum: VERDICT_CODES }) @IsIn(VERDICT_CODES) verdict!: string;
  @ApiProperty({ description: 'The public reads it' })
  @Paragraphs(2, 2000)
  reason!: string;
}
export class ChangedView {
  @ApiProperty({ type: 'integer', description: 'How many opinions' }) changed!: number;
}

export class GroupBody extends OpinionIds {
  @ApiProperty({ description: 'What they say' })
  @Paragraphs(2, 500)
  summary!: string;
}
export class MembersBody {
  @ApiPropertyOptional({ type: [String] })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(MANY)
  @DistinctIds()
  @IsUUID('all', { each: true })
  add: string[] = [];
  @ApiPropertyOptional({ type: [String] })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(MANY)
  @DistinctIds()
  @IsUUID('all', { each: true })
  remove: string[] = [];
}
export class GroupView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() summary!: string;
  @ApiProperty({ type: 'integer' }) opinions!: number;
  @ApiProperty({ type: 'integer', description: 'Of them without a verdict' }) unanswered!: number;
}
export class GroupPage {
  @ApiProperty({ type: [GroupView] }) items!: GroupView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class SimilarView {
  @ApiProperty({ format: 'uuid' }) opinion!: string;
  @ApiProperty({ description: 'Likeness, 0 to 1' }) score!: number;
}
export class SuggestionView {
  @ApiProperty({ format: 'uuid', description: 'The first one that came' }) opinion!: string;
  @ApiProperty({ type: [SimilarView] }) similar!: SimilarView[];
}
export class SuggestionPage {
  @ApiProperty({ type: [SuggestionView] }) items!: SuggestionView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
