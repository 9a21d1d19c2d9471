import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsIn,
  IsInt,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { CARD_LEVELS, type CardLevel } from '../../../domain/cases/cards/card-rows.js';
import type { CardDecision } from '../../../domain/cases/cards/cards.js';
import { SUPERVISION_EVENT_TYPES } from '../../../domain/cases/cards/supervision-events.js';
import { ORDER_KINDS, type OrderKind } from '../../../domain/supervision/orders.repository.js';
import { Code, IfPresent, OneLine, Paragraphs, ReplyBy } from '../platform/http/fields.js';
import { AtLeastOneOf } from '../platform/openapi/documented-constraints.js';
import { CardView } from './card-view.js';
import { List } from './list-field.js';

export class FeedQuery {
  @ApiPropertyOptional({
    description: '`nextCursor` of the previous response; 0 for the beginning',
    default: '0',
    pattern: '^\\d{1,15}$',
  })
  @IfPresent()
  @IsString()
  @MaxLength(20)
  after: string = '0';

  @ApiPropertyOptional({ description: 'Comma-separated', example: 'duban.card.yellow,duban.card.red' })
  @IfPresent()
  @List()
  @ArrayMaxSize(50)
  @IsIn(SUPERVISION_EVENT_TYPES, { each: true })
  types?: string[];

  @ApiPropertyOptional({ description: 'Comma-separated', example: 'yellow,red' })
  @IfPresent()
  @List()
  @IsIn(CARD_LEVELS, { each: true })
  level?: string[];

  @ApiPropertyOptional({ description: 'Code of a unit', example: '522601' })
  @IfPresent()
  @Code(20)
  org?: string;

  @ApiPropertyOptional({ type: 'integer', default: 100, minimum: 1, maximum: 1000 })
  @IfPresent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 100;
}

export class EventOrg {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
}
export class EventMatter {
  @ApiProperty({ example: 'mailbox-letter' }) kind!: string;
  @ApiProperty({ type: String, nullable: true }) no!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Always null: titles are not disclosed' })
  maskedTitle!: null;
}
export class SupervisionEventBody {
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty() subject!: EventMatter;
  @ApiProperty({
    type: EventOrg,
    nullable: true,
    description: 'Null where the unit could reveal an accusation',
  })
  org!: EventOrg | null;
  @ApiProperty() confidential!: boolean;
  @ApiPropertyOptional({ format: 'uuid' }) cardId?: string;
  @ApiPropertyOptional({ type: String, nullable: true, example: 'C3' }) clock?: string | null;
  @ApiPropertyOptional({ enum: CARD_LEVELS }) level?: string;
  @ApiPropertyOptional({ example: '黄牌（签收）' }) title?: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: '牌号' }) number?: string | null;
  @ApiPropertyOptional({ description: 'Why the card was issued; omitted for accusations' }) reason?: string;
  @ApiPropertyOptional({ enum: ['AUTO', 'MANUAL'] }) issuedBy?: 'AUTO' | 'MANUAL';
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true }) dueAt?: string | null;
  @ApiPropertyOptional({ type: 'integer' }) overdueWorkingDays?: number;
  @ApiPropertyOptional({ example: 'QDN-2015/1' }) policyVersion?: string;
  @ApiPropertyOptional({ type: 'integer' }) calendarVersion?: number;
}

/** A CloudEvent 1.0 with its number in the feed. */
export class SupervisionEventView {
  @ApiProperty({ type: 'integer', description: 'Number of the event, without gaps' }) cursor!: number;
  @ApiProperty({ enum: ['1.0'] }) specversion!: '1.0';
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: ['/duban'] }) source!: '/duban';
  @ApiProperty({ enum: SUPERVISION_EVENT_TYPES }) type!: string;
  @ApiProperty({ format: 'date-time' }) time!: string;
  @ApiProperty({ description: 'Number of the letter; id of the process for an accusation' })
  subject!: string;
  @ApiProperty({ enum: ['application/json'] }) datacontenttype!: 'application/json';
  @ApiProperty() data!: SupervisionEventBody;
}
export class FeedPage {
  @ApiProperty({ type: [SupervisionEventView] }) items!: SupervisionEventView[];
  @ApiProperty({ description: '`after` of the next request; never null, because the feed has no end' })
  nextCursor!: string;
}

export class SnapshotPage {
  @ApiProperty({ type: [CardView] }) items!: CardView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiProperty({
    type: 'integer',
    description: 'Last event when the page was read: continue the feed from there',
  })
  asOf!: number;
}

export class AckBody {
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'Cursor of the last event that was processed',
  })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  upTo!: number;
}
export class AckView {
  @ApiProperty({ type: 'integer' }) upTo!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was last moved' })
  at!: string | null;
  @ApiProperty({ type: 'integer', description: 'Cursor of the last event' }) last!: number;
}

/** A process by its id or, unless it is secret, by the number of its letter. */
export class ProcessReference {
  @ApiPropertyOptional({ format: 'uuid' })
  @ValidateIf((body: ProcessReference) => body.letterNo === undefined)
  @IsUUID()
  processId?: string;

  @ApiPropertyOptional({ example: 'ZX2026000001', description: 'Instead of `processId`' })
  @IfPresent()
  @OneLine(0, 40)
  letterNo?: string;
}

@AtLeastOneOf('processId', 'letterNo')
export class OrderBody extends ProcessReference {
  @ApiProperty({ enum: ORDER_KINDS }) @IsIn(ORDER_KINDS) kind!: OrderKind;
  @ApiProperty({ maxLength: 20_000 }) @Paragraphs(1, 20_000) text!: string;
  @ApiPropertyOptional() @IfPresent() @ReplyBy() replyBy?: string;
}
export class OrderView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
}

@AtLeastOneOf('processId', 'letterNo')
export class ManualCardBody extends ProcessReference {
  @ApiProperty({ example: '522601' }) @Code(20) unit!: string;
  @ApiProperty({ enum: CARD_LEVELS }) @IsIn(CARD_LEVELS) level!: CardLevel;
  @ApiProperty({ maxLength: 2000 }) @Paragraphs(1, 2000) reason!: string;
}

export class CardDecisionBody {
  @ApiProperty({ enum: ['revoke', 'uphold', 'escalate'] })
  @IsIn(['revoke', 'uphold', 'escalate'])
  decision!: CardDecision;

  @ApiProperty({ maxLength: 2000 }) @Paragraphs(1, 2000) reason!: string;
}
