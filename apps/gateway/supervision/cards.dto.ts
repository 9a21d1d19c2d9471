import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { CARD_LEVELS, type CardLevel, type CardState } from '../../../activities/supervision/card-rows.js';
import { PageQuery } from '../http/page.js';
import { CARD_STATES, CardView } from './card-view.js';
import { DistinctIds } from '../problems/distinct-ids.js';

export class CardsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CARD_LEVELS }) @IsOptional() @IsIn(CARD_LEVELS) level?: CardLevel;
  @ApiPropertyOptional({ enum: CARD_STATES }) @IsOptional() @IsIn(CARD_STATES) state?: CardState;
  @ApiPropertyOptional({ example: '522601' }) @IsOptional() @IsString() @MaxLength(20) unit?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() processId?: string;
}

export class CardPage {
  @ApiProperty({ type: [CardView] }) items!: CardView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class StopCardBody {
  @ApiProperty({ maxLength: 2000 }) @IsString() @MinLength(1) @MaxLength(2000) reason!: string;
}

export class StatementBody {
  @ApiProperty({ maxLength: 20_000 }) @IsString() @MinLength(1) @MaxLength(20_000) statement!: string;
}

export class AppealBody {
  @ApiProperty({ maxLength: 20_000, description: 'Why the card is wrong, and what shows it' })
  @IsString()
  @MinLength(1)
  @MaxLength(20_000)
  evidence!: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsOptional()
  @ArrayMaxSize(5)
  @DistinctIds()
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
}
