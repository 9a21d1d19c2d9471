import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsUUID } from 'class-validator';
import { isWithin } from '../../../domain/cases/units/is-within.js';
import {
  ORDER_KINDS,
  ORDER_STATES,
  ordersIn,
  type OrderKind,
  type OrderState,
} from '../../../domain/supervision/orders.repository.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { equal, sql, type Condition } from '../../../infra/database/sql.js';
import { Code, DistinctIds, IfPresent, InstantOrDay, Paragraphs, ReplyBy } from '../platform/http/fields.js';
import { CountedPageQuery, CountView } from '../platform/paging/page.js';
import { MAX_ROWS, RowCounts, RowResult } from '../platform/batches/row-results.js';

export class OrdersQuery extends CountedPageQuery {
  @ApiPropertyOptional({ enum: ORDER_STATES }) @IfPresent() @IsIn(ORDER_STATES) state?: OrderState;
  @ApiPropertyOptional({ enum: ORDER_KINDS }) @IfPresent() @IsIn(ORDER_KINDS) kind?: OrderKind;
  @ApiPropertyOptional({ example: 'mailbox-letter' }) @IfPresent() @Code(100) processKey?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IfPresent() @IsUUID() processId?: string;
  @ApiPropertyOptional({ description: 'Code of a unit: orders to it and the units below it' })
  @IfPresent()
  @Code(20)
  within?: string;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() sentAfter?: string;
  @ApiPropertyOptional() @IfPresent() @InstantOrDay() sentBefore?: string;
}

export const orderFilters = (query: OrdersQuery): Condition[] => [
  query.state !== undefined && ordersIn(query.state, businessDate()),
  equal('o.kind', query.kind),
  equal('p.key', query.processKey),
  equal('o.process_id', query.processId),
  query.within !== undefined && isWithin(sql`o.unit`, query.within),
  query.sentAfter !== undefined && sql`o.at >= ${query.sentAfter}`,
  query.sentBefore !== undefined && sql`o.at < ${query.sentBefore}`,
];

export class OrderOfficerView {
  @ApiProperty() name!: string;
  @ApiProperty({ example: '0855-8000011' }) phone!: string;
}

export class OrderItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) processId!: string;
  @ApiProperty({ example: 'mailbox-letter' }) processKey!: string;
  @ApiProperty({ description: 'Number of the letter or name of the process' }) subject!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Title of the case, for readers of its text' })
  matter!: string | null;
  @ApiProperty({ enum: ORDER_KINDS, description: 'order: 督办单; urge: 催办' }) kind!: OrderKind;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Title of the account; null for a program' })
  by!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the unit that had the case' })
  unit!: string | null;
  @ApiProperty({ type: String, nullable: true }) unitName!: string | null;
  @ApiProperty({
    type: OrderOfficerView,
    nullable: true,
    description:
      'The officer of the unit (专人), or who acts for the officer today; null: the unit names nobody',
  })
  officer!: OrderOfficerView | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) replyBy!: string | null;
  @ApiProperty({
    enum: ORDER_STATES,
    description:
      'answered: the unit has finished a task or commented since; closed: the process ended before',
  })
  state!: OrderState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
}
export class OrderPage {
  @ApiProperty({ type: [OrderItem] }) items!: OrderItem[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
  @ApiPropertyOptional({ description: 'With `count=true`' }) count?: CountView;
}

export class OrderBatchBody {
  @ApiProperty({ type: [String], format: 'uuid', minItems: 1, maxItems: MAX_ROWS })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ROWS)
  @DistinctIds()
  @IsUUID(undefined, { each: true })
  processIds!: string[];
  @ApiProperty({ enum: ORDER_KINDS }) @IsIn(ORDER_KINDS) kind!: OrderKind;
  @ApiProperty({ maxLength: 20_000 }) @Paragraphs(1, 20_000) text!: string;
  @ApiPropertyOptional() @IfPresent() @ReplyBy() replyBy?: string;
}
export class OrderBatchResult extends RowCounts {
  @ApiProperty({ type: [RowResult], description: 'By process, in the order of the request' })
  items!: RowResult[];
}
