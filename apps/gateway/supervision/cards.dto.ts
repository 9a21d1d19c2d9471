import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsUUID } from 'class-validator';
import { CARD_LEVELS, type CardLevel, type CardState } from '../../../domain/cases/cards/card-rows.js';
import { equal, type Condition } from '../../../infra/database/sql.js';
import { Code, DistinctIds, IfPresent, Paragraphs } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { CARD_STATES, CardView } from './card-view.js';

export class CardsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: CARD_LEVELS }) @IfPresent() @IsIn(CARD_LEVELS) level?: CardLevel;
  @ApiPropertyOptional({ enum: CARD_STATES }) @IfPresent() @IsIn(CARD_STATES) state?: CardState;
  @ApiPropertyOptional({ example: '522601' }) @IfPresent() @Code(20) unit?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IfPresent() @IsUUID() processId?: string;
}

export const cardFilters = (query: CardsQuery): Condition[] => [
  equal('k.level', query.level),
  equal('k.state', query.state),
  equal('k.unit', query.unit),
  equal('k.process_id', query.processId),
];

export class CardPage {
  @ApiProperty({ type: [CardView] }) items!: CardView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class StopCardBody {
  @ApiProperty({ maxLength: 2000 }) @Paragraphs(1, 2000) reason!: string;
}

export class StatementBody {
  @ApiProperty({ maxLength: 20_000 }) @Paragraphs(1, 20_000) statement!: string;
}

export class AppealBody {
  @ApiProperty({ maxLength: 20_000, description: 'Why the card is wrong, with evidence' })
  @Paragraphs(1, 20_000)
  evidence!: string;

  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IfPresent()
  @ArrayMaxSize(5)
  @DistinctIds()
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
}
