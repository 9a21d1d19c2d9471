import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { IfPresent, OneLine, Paragraphs, SolvedChallenge } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/paging/page.js';

const STATES = ['waiting', 'approved', 'dropped'] as const;

export class AskBody {
  @ApiProperty({ description: 'Plain text' })
  @Paragraphs(2, 1000)
  text!: string;
  @ApiPropertyOptional({ description: 'Shown with the question; 网友 when left out' })
  @IfPresent()
  @OneLine(1, 20)
  nickname?: string;
  @SolvedChallenge() captcha?: string;
}
export class AskedView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
}

export class QuestionsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATES }) @IfPresent() @IsIn(STATES) state?: string;
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Held for moderation, or all others' })
  @IfPresent()
  @IsIn(['true', 'false'])
  setAside?: string;
}
export class QuestionDecisionBody {
  @ApiProperty({ enum: ['approve', 'drop'] }) @IsIn(['approve', 'drop']) verdict!: 'approve' | 'drop';
  @ApiPropertyOptional({ description: 'Required to drop a question' })
  @IfPresent()
  @Paragraphs(1, 500)
  reason?: string;
}
export class ChoiceBody {
  @ApiProperty({ description: 'To be answered live' }) @IsBoolean() chosen!: boolean;
}
export class QuestionAnswerBody {
  @ApiProperty() @Paragraphs(1, 5000) answer!: string;
}

export class QuestionView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() text!: string;
  @ApiProperty({ type: String, nullable: true }) nickname!: string | null;
  @ApiProperty({ description: 'Whether it was asked while the interview was live' }) duringLive!: boolean;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty({ enum: ['REPEATED', 'FLOOD'], nullable: true, type: String }) setAside!: string | null;
  @ApiProperty({ enum: STATES }) state!: string;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Title of the account' })
  decidedBy!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt!: string | null;
  @ApiProperty() chosen!: boolean;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Number of the utterance that answers it' })
  answeredIn!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'The later answer of the unit' })
  answer!: string | null;
}
export class QuestionPage {
  @ApiProperty({ type: [QuestionView] }) items!: QuestionView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
