import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { PREFECTURE } from '../../../../infra/database/seeds/units.js';
import { because } from '../../platform/problems/constraint-issues.js';
import { Day, IfPresent, InstantOrDay, OneLine } from '../../platform/http/fields.js';

const REGION = /^(CN|(\d{2}){1,3})$/;
const DAY_KINDS = ['holiday', 'workday'] as const;

export class DueDateQuery {
  @ApiProperty({ example: '2015-07-20T09:00:00+08:00' })
  @InstantOrDay()
  receivedAt!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1000 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  workingDays!: number;

  @ApiPropertyOptional({
    default: PREFECTURE,
    pattern: REGION.source,
    description:
      'CN, or the first 2, 4 or 6 digits of a division code. The default includes the prefecture’s own holidays',
  })
  @IfPresent()
  @Matches(REGION, { message: because('fields.region') })
  region: string = PREFECTURE;
}

export class SkippedDay {
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty({ example: '州庆' }) note!: string;
}
export class DueDateView {
  @ApiProperty({ format: 'date' }) dueDate!: string;
  @ApiProperty({ format: 'date-time', description: 'The end of that day' }) dueAt!: string;
  @ApiProperty({
    description:
      'Whether the holidays of a year on the way are not published yet: only statutory ones are counted',
  })
  provisional!: boolean;
  @ApiProperty({
    ...{ type: String, nullable: true, example: '17:30' },
    description: 'Cut-off time of receipts, HH:mm; null: the region has none',
  })
  cutoff!: string | null;
  @ApiProperty({ type: [SkippedDay], description: 'Rest days on the way' })
  skipped!: readonly SkippedDay[];
}

export class CalendarDayBody {
  @ApiProperty() @Day() date!: string;
  @ApiProperty({ enum: DAY_KINDS }) @IsIn(DAY_KINDS) kind!: (typeof DAY_KINDS)[number];
  @ApiProperty({ example: '国庆节' }) @OneLine(1, 50) note!: string;
}
/** Days of one region that differ from their weekdays, and where they come from. */
export class CalendarLocalBody {
  @ApiProperty({ example: '5226', pattern: REGION.source })
  @Matches(REGION, { message: because('fields.region') })
  region!: string;
  @ApiProperty({ description: 'Statute or notice with these days' })
  @OneLine(2, 500)
  source!: string;
  @ApiProperty({ type: [CalendarDayBody], maxItems: 366 })
  @IsArray()
  @ArrayMaxSize(366)
  @ValidateNested({ each: true })
  @Type(() => CalendarDayBody)
  days!: CalendarDayBody[];
}
export class CalendarYearBody extends CalendarLocalBody {
  @ApiProperty({ type: 'integer', minimum: 2000, maximum: 2099 })
  @IsInt()
  @Min(2000)
  @Max(2099)
  year!: number;

  @ApiPropertyOptional({
    type: CalendarLocalBody,
    description: 'Days of another region in the same year: the holiday of the prefecture',
  })
  @IfPresent()
  @ValidateNested()
  @Type(() => CalendarLocalBody)
  local?: CalendarLocalBody;

  @ApiPropertyOptional({
    description: 'Announcement of earlier due dates. Without it, announced due dates never move forward',
    example: '州政府办通知（2027）第3号，已告知各承办单位',
  })
  @IfPresent()
  @OneLine(2, 500)
  shorteningNotice?: string;
}
export class CalendarYearQuery {
  @ApiProperty({ type: 'integer', minimum: 2000, maximum: 2099 })
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2099)
  year!: number;

  @ApiPropertyOptional({ default: PREFECTURE, pattern: REGION.source })
  @IfPresent()
  @Matches(REGION, { message: because('fields.region') })
  region: string = PREFECTURE;
}
export class CalendarDayView {
  @ApiProperty({ format: 'date' }) date!: string;
  @ApiProperty({ enum: DAY_KINDS }) kind!: (typeof DAY_KINDS)[number];
  @ApiProperty({ example: '国庆节' }) note!: string;
}
export class CalendarYearView {
  @ApiProperty({ type: 'integer' }) year!: number;
  @ApiProperty() region!: string;
  @ApiProperty({
    description: 'Whether the holidays of the year are published: else due dates are provisional',
  })
  covered!: boolean;
  @ApiProperty({ type: 'integer', description: 'Version of the calendar' }) version!: number;
  @ApiProperty({ type: [CalendarDayView] }) days!: CalendarDayView[];
}
export class CalendarChangeView {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty({ description: 'Region, year and source of the change' }) note!: string;
}
export class CalendarVersionPage {
  @ApiProperty({ type: [CalendarChangeView] }) items!: CalendarChangeView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

const count = { type: 'integer' } as const;
export class RecalculationView {
  @ApiProperty({ type: 'integer', description: 'Version of the calendar' })
  calendarVersion!: number;
  @ApiProperty({
    enum: ['running', 'done', 'superseded'],
    description: 'superseded: a newer change has taken over the remaining clocks',
  })
  state!: 'running' | 'done' | 'superseded';
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty({ type: String, description: 'Username of the account', nullable: true })
  askedBy!: string | null;
  @ApiProperty() reason!: string;
  @ApiProperty({ type: String, nullable: true }) shorteningNotice!: string | null;
  @ApiProperty({ ...count, description: 'Recalculated clocks' }) clocks!: number;
  @ApiProperty({ ...count, description: 'Clocks still to be recalculated' }) remaining!: number;
  @ApiProperty({ ...count, description: 'Clocks with a later due date' }) later!: number;
  @ApiProperty({ ...count, description: 'Clocks with an earlier, announced due date' }) earlier!: number;
  @ApiProperty({
    ...count,
    description: 'Clocks that keep the announced due date, although the new one is earlier',
  })
  kept!: number;
  @ApiProperty({
    ...count,
    description: 'Processes notified of a changed task timeout',
  })
  courseLimits!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt!: string | null;
}
export class RecalculationPage {
  @ApiProperty({ type: [RecalculationView] }) items!: RecalculationView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
