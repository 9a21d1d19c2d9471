import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { CalendarDayView } from '../cases/calendar/calendar.dto.js';
import { Paragraphs } from '../platform/http/fields.js';

/** Twice the longest notice with its letterhead. */
const MAX_NOTICE = 5000;

export class CalendarReadingYear {
  @ApiProperty({ type: 'integer', minimum: 2000, maximum: 2099 })
  @Type(() => Number)
  @IsInt()
  @Min(2000)
  @Max(2099)
  year!: number;
}

export class CalendarNoticeBody extends CalendarReadingYear {
  @ApiProperty({ description: 'The notice of the State Council, whole or its numbered paragraphs' })
  @Paragraphs(2, MAX_NOTICE)
  text!: string;
}

export class CalendarHoliday {
  @ApiProperty({ example: '春节' }) name!: string;
  @ApiProperty({ type: 'integer', description: 'Line of the notice, from 1' }) line!: number;
  @ApiProperty({ type: [String], format: 'date' }) off!: readonly string[];
  @ApiProperty({ type: [String], format: 'date', description: 'Weekend days worked in exchange' })
  worked!: readonly string[];
}

export class CalendarReadingProblem {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Line or row, from 1; null: the whole text or file',
  })
  line!: number | null;
  @ApiProperty({ type: String, nullable: true, example: '日期' }) column!: string | null;
  @ApiProperty({ example: 'cases.noticeWeekday' }) code!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) params!: object;
  @ApiProperty() message!: string;
}

export class CalendarIgnored {
  @ApiProperty({ type: 'integer' }) line!: number;
  @ApiProperty() text!: string;
}

export class CalendarReading {
  @ApiProperty({ type: [CalendarDayView], description: 'Days of the year that differ from their weekday' })
  days!: CalendarDayView[];
  @ApiProperty({ type: [CalendarHoliday], description: 'Of a notice; empty for a table' })
  holidays!: CalendarHoliday[];
  @ApiProperty({ type: [CalendarDayView], description: 'Days of other years, to be entered there' })
  outside!: CalendarDayView[];
  @ApiProperty({ type: [String], description: 'Statutory holidays that the notice does not name' })
  missing!: string[];
  @ApiProperty({ type: [CalendarIgnored], description: 'Sentences about days that change nothing' })
  ignored!: CalendarIgnored[];
  @ApiProperty({ type: [CalendarReadingProblem], description: 'Nothing can be proposed while there is one' })
  problems!: CalendarReadingProblem[];
}
