import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsIn, IsUUID } from 'class-validator';
import { CARD_LEVELS, type CardLevel, type CardState } from '../../../domain/cases/cards/card-rows.js';
import { isSecret } from '../../../domain/cases/secrecy/secrecy.js';
import { isWithin } from '../../../domain/cases/units/is-within.js';
import { equal, sql, type Condition } from '../../../infra/database/sql.js';
import { Code, DistinctIds, IfPresent, InstantOrDay, Paragraphs } from '../platform/http/fields.js';
import { CountedPageQuery, CountView } from '../platform/paging/page.js';
import { List } from './list-field.js';
import { CARD_STATES, CardView } from './card-view.js';

export class CardsQuery extends CountedPageQuery {
  @ApiPropertyOptional({ enum: CARD_LEVELS }) @IfPresent() @IsIn(CARD_LEVELS) level?: CardLevel;
  @ApiPropertyOptional({ enum: CARD_STATES }) @IfPresent() @IsIn(CARD_STATES) state?: CardState;
  @ApiPropertyOptional({ example: '522601' }) @IfPresent() @Code(20) unit?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IfPresent() @IsUUID() processId?: string;
  @ApiPropertyOptional({ example: 'mailbox-letter' }) @IfPresent() @Code(100) processKey?: string;
  @ApiPropertyOptional({ description: 'Comma-separated levels', example: 'yellow,red' })
  @IfPresent()
  @List()
  @ArrayMaxSize(5)
  @IsIn(CARD_LEVELS, { each: true })
  levels?: CardLevel[];
  @ApiPropertyOptional({ description: 'Comma-separated states', example: 'issued,upheld' })
  @IfPresent()
  @List()
  @ArrayMaxSize(7)
  @IsIn(CARD_STATES, { each: true })
  states?: CardState[];
  @ApiPropertyOptional({ description: 'Code of a unit: cards of it and the units below it' })
  @IfPresent()
  @Code(20)
  within?: string;
  @ApiPropertyOptional({ description: 'Class of the case', example: 'HELP' })
  @IfPresent()
  @Code(40)
  class?: string;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() issuedAfter?: string;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() issuedBefore?: string;
  @ApiPropertyOptional({ enum: ['true'], description: 'true: without those of secret cases' })
  @IfPresent()
  @IsIn(['true'])
  ordinary?: 'true';
}

export const cardFilters = (query: CardsQuery): Condition[] => [
  equal('k.level', query.level),
  equal('k.state', query.state),
  equal('k.unit', query.unit),
  equal('k.process_id', query.processId),
  equal('p.key', query.processKey),
  query.levels !== undefined && sql`k.level = ANY (${query.levels}::text[])`,
  query.states !== undefined && sql`k.state = ANY (${query.states}::text[])`,
  query.within !== undefined && isWithin(sql`k.unit`, query.within),
  equal(sql`p.facts ->> 'class'`, query.class),
  query.issuedAfter !== undefined && sql`k.issued_at >= ${query.issuedAfter}`,
  query.issuedBefore !== undefined && sql`k.issued_at < ${query.issuedBefore}`,
  query.ordinary === 'true' && sql`NOT ${isSecret('p')}`,
];

export class CardPage {
  @ApiProperty({ type: [CardView] }) items!: CardView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiPropertyOptional({ description: 'With `count=true`' }) count?: CountView;
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
