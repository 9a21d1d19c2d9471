import { ApiProperty } from '@nestjs/swagger';
import { IsObject } from 'class-validator';
import { DATE_NAMES } from '../../../domain/campaigns/campaign-dates.js';
import { Paragraphs } from '../platform/http/fields.js';
import { DateView } from './campaigns.dto.js';

/** New days of a running campaign. */
export class CorrectedDaysBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', format: 'date' },
    example: { rectifyBy: '2030-07-26' },
    description: `New days by step, the others stay: ${DATE_NAMES.join(', ')}`,
  })
  @IsObject()
  dates!: Record<string, string>;
}
export class DatesCorrectionBody extends CorrectedDaysBody {
  @ApiProperty({
    minLength: 2,
    maxLength: 1000,
    description: 'Why the days are corrected, for the timelines of the campaign and of every department',
  })
  @Paragraphs(2, 1000)
  reason!: string;
}
export class CorrectedDateView {
  @ApiProperty({ enum: DATE_NAMES }) name!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ format: 'date' }) from!: string;
  @ApiProperty({ format: 'date' }) to!: string;
  @ApiProperty({ type: 'integer', description: 'Open tasks and running clocks that move with it' })
  moves!: number;
}
export class DatesCorrectionView {
  @ApiProperty({ type: [DateView], description: 'Every day as it will be' }) dates!: DateView[];
  @ApiProperty({ type: [CorrectedDateView] }) corrected!: CorrectedDateView[];
}
