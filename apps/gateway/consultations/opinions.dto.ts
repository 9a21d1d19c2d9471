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
import { VERDICTS, type Verdict } from '../../../domain/consultations/documents/facts.js';
import { equal, sql, type Condition } from '../../../infra/database/sql.js';
import { DistinctIds, IfPresent, OneLine, Paragraphs, SolvedChallenge } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { AtLeastOneOf } from '../platform/openapi/documented-constraints.js';
import { FoldedTelephone } from '../platform/http/telephone.js';

export const VERDICT_CODES = Object.keys(VERDICTS) as Verdict[];
export const OPINION_STATES = ['pending', 'published', 'setAside'] as const;
const MAX_OPINIONS = 1000;

export class OpinionBody {
  @ApiPropertyOptional({
    type: 'integer',
    description: 'Number of the clause; omitted: the draft as a whole',
  })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  clause?: number;
  @ApiProperty({ maxLength: 5000 }) @Paragraphs(1, 5000) body!: string;
  @ApiPropertyOptional({ description: 'Shown to the public as 张**' })
  @IfPresent()
  @OneLine(0, 50)
  name?: string;
  @ApiPropertyOptional({ description: 'For the unit to contact the writer; never public' })
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

export const opinionFilters = (query: OpinionsQuery): Condition[] => [
  equal('o.state', query.state),
  equal('o.clause', query.clause),
  equal('o.group_id', query.group),
  query.verdict === 'NONE' ? sql`o.verdict IS NULL` : equal('o.verdict', query.verdict),
];

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
  @ApiProperty({ description: 'Masked unless the account moderates the opinions' }) name!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null unless the account moderates the opinions',
  })
  contact!: string | null;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty({ enum: OPINION_STATES }) state!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it is held; REPEATED or FLOOD when the flood guard has held it',
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
  @ApiProperty({ type: [String], maxItems: MAX_OPINIONS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_OPINIONS)
  @DistinctIds()
  @IsUUID('all', { each: true })
  opinions!: string[];
}
export class ModerationBody extends OpinionIds {
  @ApiProperty({ enum: ['publish', 'setAside'] }) @IsIn(['publish', 'setAside']) action!:
    'publish' | 'setAside';
  @ApiPropertyOptional({ description: 'Required for `setAside`' })
  @ValidateIf(({ action, reason }: ModerationBody) => action === 'setAside' || reason !== undefined)
  @Paragraphs(2, 500)
  reason?: string;
}
@AtLeastOneOf('opinions', 'group')
export class VerdictBody {
  @ApiPropertyOptional({ type: [String], description: 'Either these opinions or those of `group`' })
  @ValidateIf(({ opinions, group }: VerdictBody) => opinions !== undefined || group === undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_OPINIONS)
  @DistinctIds()
  @IsUUID('all', { each: true })
  opinions?: string[];
  @ApiPropertyOptional({ format: 'uuid' }) @IfPresent() @IsUUID() group?: string;
  @ApiProperty({ enum: VERDICT_CODES }) @IsIn(VERDICT_CODES) verdict!: Verdict;
  @ApiProperty({ description: 'Published' })
  @Paragraphs(2, 2000)
  reason!: string;
}
export class ChangedView {
  @ApiProperty({ type: 'integer', description: 'Number of opinions' }) changed!: number;
}

export class GroupBody extends OpinionIds {
  @ApiProperty({ description: 'Summary of the opinions; published with the feedback' })
  @Paragraphs(2, 500)
  summary!: string;
}
export class MembersBody {
  @ApiPropertyOptional({ type: [String] })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(MAX_OPINIONS)
  @DistinctIds()
  @IsUUID('all', { each: true })
  add: string[] = [];
  @ApiPropertyOptional({ type: [String] })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(MAX_OPINIONS)
  @DistinctIds()
  @IsUUID('all', { each: true })
  remove: string[] = [];
}
export class GroupView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() summary!: string;
  @ApiProperty({ type: 'integer' }) opinions!: number;
  @ApiProperty({ type: 'integer', description: 'Opinions without a verdict' }) unanswered!: number;
}
export class GroupPage {
  @ApiProperty({ type: [GroupView] }) items!: GroupView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
export class SimilarView {
  @ApiProperty({ format: 'uuid' }) opinion!: string;
  @ApiProperty({ description: 'Similarity, 0 to 1' }) score!: number;
}
export class SuggestionView {
  @ApiProperty({ format: 'uuid', description: 'The opinion received first' }) opinion!: string;
  @ApiProperty({ type: [SimilarView] }) similar!: SimilarView[];
}
export class SuggestionPage {
  @ApiProperty({ type: [SuggestionView] }) items!: SuggestionView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
