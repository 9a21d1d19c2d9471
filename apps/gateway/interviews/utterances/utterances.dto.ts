import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsUUID } from 'class-validator';
import { DistinctIds, IfPresent, OneLine, Paragraphs } from '../../platform/http/fields.js';
import { ActView } from '../../platform/problems/refusal.js';
import { PageQuery } from '../../platform/paging/page.js';
import {
  ACTS,
  AUTHOR_ROLES,
  type Act,
  type AuthorRole,
} from '../../../../domain/interviews/utterance-flow.js';

const STATES = ['draft', 'reviewed', 'approved', 'published', 'withdrawn', 'retracted'] as const;
const IMAGES = 5;

export class NewUtteranceBody {
  @ApiProperty({
    enum: AUTHOR_ROLES,
    description: 'Role in the crew in which it is written; decides how many reviews it needs',
  })
  @IsIn(AUTHOR_ROLES)
  role!: AuthorRole;
  @ApiProperty({ example: '主持人', description: 'Name of the speaker, as readers see it' })
  @OneLine(1, 50)
  speaker!: string;
  @ApiProperty({ description: 'Plain text' }) @Paragraphs(1, 5000) text!: string;
  @ApiPropertyOptional({ type: [String], format: 'uuid', description: 'Uploaded images (jpg, png, gif)' })
  @IfPresent()
  @IsArray()
  @ArrayMaxSize(IMAGES)
  @DistinctIds()
  @IsUUID(undefined, { each: true })
  images: string[] = [];
  @ApiPropertyOptional({ format: 'uuid', description: 'The approved question that it answers' })
  @IfPresent()
  @IsUUID()
  question?: string;
}

export class UtteranceActBody {
  @ApiProperty({ enum: ACTS }) @IsIn(ACTS) act!: Act;
  @ApiPropertyOptional({ description: 'For `revise`' })
  @IfPresent()
  @Paragraphs(1, 5000)
  text?: string;
  @ApiPropertyOptional({ description: 'For `return`, `withdraw` and `retract`' })
  @IfPresent()
  @Paragraphs(0, 500)
  reason?: string;
}

export class UtterancesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES }) @IfPresent() @IsIn(STATES) state?: string;
}

export class UtteranceActView {
  @ApiProperty({ example: 'review' }) act!: string;
  @ApiProperty({ description: 'Title of the account' }) by!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
}

/** An act that the account's roles and the state of the utterance admit. */
export class PossibleActView extends ActView {
  @ApiProperty({ enum: ACTS }) act!: Act;
}

export class UtteranceView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: AUTHOR_ROLES }) role!: string;
  @ApiProperty() speaker!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: [String], format: 'uuid' }) images!: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) question!: string | null;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Event id in the live feed, once it is published',
  })
  number!: number | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt!: string | null;
  @ApiProperty({ type: [UtteranceActView], description: 'Oldest first' })
  acts!: UtteranceActView[];
  @ApiProperty({ description: 'Whether the account wrote it' }) isOwn!: boolean;
  @ApiProperty({
    type: [PossibleActView],
    description: 'Acts of the account’s roles in this state; refused: another person has to do it',
  })
  possible!: PossibleActView[];
}

export class UtterancePage {
  @ApiProperty({ type: [UtteranceView] }) items!: UtteranceView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
