import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  Max,
  Min,
} from 'class-validator';
import { Code, Day, IfPresent, OneLine, Paragraphs } from '../platform/http/fields.js';
import { ProcessView } from '../cases/processes/process-view.js';

export const ENTRY_KINDS = ['interview', 'survey', 'consultation'] as const;
export const ENTRY_STATES = ['draft', 'proposed', 'arranged', 'declined', 'published', 'cancelled'] as const;
export const CHANGE_KINDS = ['MONTH', 'DAY', 'TOPIC', 'GUESTS', 'CONTACT', 'CANCEL'] as const;

export class NewArrangementBody {
  @ApiProperty({ type: 'integer', example: 2015 })
  @IsInt()
  @Min(2000)
  @Max(2100)
  year!: number;

  @ApiPropertyOptional({
    format: 'date',
    description: 'Day on which proposals are due; 1 June of the year when left out',
  })
  @IfPresent()
  @Day()
  proposeBy?: string;

  @ApiPropertyOptional({ type: 'integer', default: 5, description: 'First month that may be proposed' })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(12)
  firstMonth: number = 5;

  @ApiPropertyOptional({ type: 'integer', default: 11 })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(12)
  lastMonth: number = 11;

  @ApiPropertyOptional({
    type: [String],
    description:
      'Codes of the units that propose topics; when left out every county, and every department and directly administered unit of the prefecture',
  })
  @IfPresent()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Code(40, { each: true })
  units?: string[];
}

export class EntryBody {
  @ApiProperty({ enum: ENTRY_KINDS })
  @IsIn(ENTRY_KINDS)
  kind!: (typeof ENTRY_KINDS)[number];

  @ApiProperty({ example: '义务教育阶段招生政策' })
  @OneLine(2, 100)
  topic!: string;

  @ApiPropertyOptional({ example: '主要负责人', description: 'Level of the guests of an interview' })
  @IfPresent()
  @OneLine(0, 50)
  guests?: string;

  @ApiProperty({ type: 'integer', example: 6 })
  @IsInt()
  @Min(1)
  @Max(12)
  month!: number;

  @ApiPropertyOptional({
    type: 'integer',
    example: 18,
    description: 'Day of the month, if it is set already',
  })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(31)
  day?: number;

  @ApiPropertyOptional({
    example: '王芳 0855-8221234',
    description: 'Person and office telephone; published',
  })
  @IfPresent()
  @OneLine(0, 50)
  contact?: string;
}

export class EntryDecisionBody {
  @ApiProperty({ description: 'Whether the topic is included in the table' })
  @IsBoolean()
  accept!: boolean;

  @ApiPropertyOptional({ type: 'integer', description: 'Another month than proposed' })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(12)
  month?: number;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Day of the month; with another month the proposed one does not stay',
  })
  @IfPresent()
  @IsInt()
  @Min(1)
  @Max(31)
  day?: number;

  @ApiPropertyOptional({ description: 'Required to decline a topic' })
  @IfPresent()
  @Paragraphs(1, 2000)
  reason?: string;
}

export class ChangeBody {
  @ApiProperty({ enum: CHANGE_KINDS })
  @IsIn(CHANGE_KINDS)
  kind!: (typeof CHANGE_KINDS)[number];

  @ApiPropertyOptional({
    description:
      'The new month, day of the month, topic, level of guests or contact; left out for CANCEL. A new month takes the day away',
    example: '7',
  })
  @IfPresent()
  @OneLine(1, 100)
  to?: string;

  @ApiProperty({ description: 'Published with the change' })
  @Paragraphs(1, 2000)
  reason!: string;
}

export class EntryView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() unit!: string;
  @ApiProperty({ enum: ENTRY_KINDS }) kind!: string;
  @ApiProperty() topic!: string;
  @ApiProperty({ type: String, nullable: true }) guests!: string | null;
  @ApiProperty({ type: 'integer' }) month!: number;
  @ApiProperty({ type: 'integer', nullable: true }) day!: number | null;
  @ApiProperty({ type: String, nullable: true }) contact!: string | null;
  @ApiProperty({ enum: ENTRY_STATES }) state!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was declined' }) reason!: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The interview, survey or consultation that fulfils it',
  })
  process!: string | null;
}
export class EntryList {
  @ApiProperty({ type: [EntryView] }) items!: EntryView[];
}
export class AskedUnit {
  @ApiProperty() unit!: string;
  @ApiProperty({ enum: ['awaited', 'proposed', 'none', 'silent'] }) state!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt!: string | null;
}
export class ArrangementView {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: 'integer' }) year!: number;
  @ApiProperty() office!: string;
  @ApiProperty({ format: 'date' }) proposeBy!: string;
  @ApiProperty({ type: 'integer' }) firstMonth!: number;
  @ApiProperty({ type: 'integer' }) lastMonth!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) publishedAt!: string | null;
  @ApiProperty({ type: [AskedUnit], description: 'A unit sees only itself' }) units!: AskedUnit[];
  @ApiProperty() process!: ProcessView;
}
export class ArrangementPage {
  @ApiProperty({ type: [ArrangementView] }) items!: ArrangementView[];
}
export class PublicEntry {
  @ApiProperty({ description: 'Name of the unit' }) unit!: string;
  @ApiProperty({ enum: ENTRY_KINDS }) kind!: string;
  @ApiProperty() topic!: string;
  @ApiProperty({ type: String, nullable: true }) guests!: string | null;
  @ApiProperty({ type: 'integer' }) month!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Day of the month' }) day!: number | null;
  @ApiProperty({ type: String, nullable: true }) contact!: string | null;
  @ApiProperty({ description: 'Whether it has been cancelled' }) cancelled!: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) process!: string | null;
  @ApiProperty({ description: 'Whether the public reads the page of `process` by now' }) hasPage!: boolean;
}
export class PublicChange {
  @ApiProperty() topic!: string;
  @ApiProperty({ enum: CHANGE_KINDS }) kind!: string;
  @ApiProperty() before!: string;
  @ApiProperty() after!: string;
  @ApiProperty() reason!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}
export class PublicArrangement {
  @ApiProperty({ type: 'integer' }) year!: number;
  @ApiProperty({ example: '2015年黔东南州政府门户网站在线访谈和在线调查计划安排表' }) title!: string;
  @ApiProperty({ description: 'Name of the office' }) office!: string;
  @ApiProperty({ format: 'date-time' }) publishedAt!: string;
  @ApiProperty({ type: [PublicEntry] }) entries!: PublicEntry[];
  @ApiProperty({
    type: [String],
    description: 'Names of the units that have declared that they have no plan',
  })
  withoutPlan!: string[];
  @ApiProperty({ type: [String], description: 'Names of the units that have not answered' })
  silent!: string[];
  @ApiProperty({ type: [PublicChange], description: 'Newest first' }) changes!: PublicChange[];
  @ApiProperty({ type: [Number], description: 'Years with a published table, newest first' })
  years!: number[];
}
