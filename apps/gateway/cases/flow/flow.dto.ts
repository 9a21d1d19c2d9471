import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Code, Day, IfPresent } from '../../platform/http/fields.js';
import { VersionQuery } from '../definitions/definitions.controller.js';

/** Days of a period, both inclusive. */
export class FlowQuery extends VersionQuery {
  @ApiPropertyOptional({ description: 'First day; by default the first one of this month' })
  @IfPresent()
  @Day()
  from?: string;

  @ApiPropertyOptional({ description: 'Last day; by default today. At most 366 days' })
  @IfPresent()
  @Day()
  to?: string;

  @ApiPropertyOptional({ description: 'Counts this unit and the units below it', example: '522601' })
  @IfPresent()
  @Code(20)
  unit?: string;
}

const days = (description: string) => ({
  type: Number,
  nullable: true,
  description: `${description}, in working days with one decimal; null without any`,
});

const DUE =
  'Of those that left, how many had a due time; and those still there whose due time has passed in the period';

export class FlowNodeView {
  @ApiProperty({ example: 'sign', description: 'Node of the map' }) id!: string;
  @ApiProperty({ type: 'integer', description: 'How often it was left in the period' }) passed!: number;
  @ApiProperty({ type: 'integer', description: 'Of these, how often by a case that had been there before' })
  again!: number;
  @ApiProperty({ type: 'integer', description: 'Open tasks now' }) open!: number;
  @ApiProperty({ type: 'integer', description: 'Of these, overdue ones' }) overdue!: number;
  @ApiProperty(days('Time within which half of them left')) half!: number | null;
  @ApiProperty(days('Time within which nine tenths of them left')) nineTenths!: number | null;
  @ApiProperty(days('The most frequent limit of those that began here')) limit!: number | null;
  @ApiProperty({ type: 'integer', description: DUE }) due!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Share of these that left after it or are still there, 0 to 1',
  })
  late!: number | null;
}

export class FlowEdgeView {
  @ApiProperty({ example: 'sign' }) from!: string;
  @ApiProperty({ description: 'Outcome or option' }) via!: string;
  @ApiProperty({ example: 'draft' }) to!: string;
  @ApiProperty({ type: 'integer' }) count!: number;
}

export class FlowView {
  @ApiProperty({ example: 'mailbox-letter' }) key!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ format: 'date' }) from!: string;
  @ApiProperty({ format: 'date' }) to!: string;
  @ApiProperty({
    type: 'integer',
    description: 'Cases that began in the period; of a unit, those in which it finished a task',
  })
  cases!: number;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'When the latest day was counted: today is counted every minute. Null before the first count',
  })
  countedAt!: string | null;
  @ApiProperty({ type: 'integer', description: 'Days of the period that are still to be counted' })
  daysToCount!: number;
  @ApiProperty({ type: [FlowNodeView], description: 'Nodes that were passed, or are open' })
  nodes!: FlowNodeView[];
  @ApiProperty({ type: [FlowEdgeView], description: 'Edges of the map that were taken' })
  edges!: FlowEdgeView[];
  @ApiProperty({
    type: [FlowEdgeView],
    description: 'The same from one task, message, child or end to the next, over choices and steps',
  })
  ways!: FlowEdgeView[];
}

export class FlowLengthView {
  @ApiProperty({ description: 'Working days, one decimal', example: 1.6 }) workingDays!: number;
  @ApiProperty({ type: 'integer' }) count!: number;
}

export class FlowUnitView {
  @ApiProperty({ example: '522601' }) unit!: string;
  @ApiProperty({ example: '凯里市' }) unitName!: string;
  @ApiProperty({ type: 'integer' }) passed!: number;
  @ApiProperty({ type: 'integer', description: DUE }) due!: number;
  @ApiProperty({ type: 'integer', description: 'Of these, how many left after it or are still there' })
  late!: number;
  @ApiProperty(days('Time within which nine tenths of them left')) nineTenths!: number | null;
}

export class FlowNodeDetail {
  @ApiProperty({ example: 'sign' }) id!: string;
  @ApiProperty({ type: [FlowLengthView], description: 'Shortest first' }) lengths!: FlowLengthView[];
  @ApiProperty({ type: [FlowUnitView], description: 'Most late ones first' }) units!: FlowUnitView[];
}
