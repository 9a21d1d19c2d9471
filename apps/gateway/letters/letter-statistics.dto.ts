import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import {
  CARD_FIGURE_KEYS,
  LETTER_FIGURE_KEYS,
  LETTER_STEP_KEYS,
} from '../../../domain/letters/figures/figures.js';
import { Code, IfPresent, Month } from '../platform/http/fields.js';

export class StatisticsScopeQuery {
  @ApiPropertyOptional({ description: 'Code of a unit: letters of it and the units below it' })
  @IfPresent()
  @Code(20)
  within?: string;
  @ApiPropertyOptional({ example: 'HELP' }) @IfPresent() @Code(40) class?: string;
}

export class StatisticsQuery extends StatisticsScopeQuery {
  @ApiPropertyOptional({ example: '2026-11', description: 'The current month if left out; at most 24 ago' })
  @IfPresent()
  @Month()
  month?: string;
}

export class MonthsQuery extends StatisticsQuery {
  @ApiPropertyOptional({ type: 'integer', default: 6, minimum: 1, maximum: 12, description: 'Up to `month`' })
  @IfPresent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(12)
  months: number = 6;
}

const COUNTS = {
  type: 'object',
  additionalProperties: { type: 'integer' },
  description: `By the key of the figure: ${[...LETTER_FIGURE_KEYS, ...CARD_FIGURE_KEYS].join(', ')}`,
} as const;
type Counts = Record<string, number>;

export class FigureView {
  @ApiProperty({ example: 'onTime' }) key!: string;
  @ApiProperty({ example: '按时办结' }) title!: string;
  @ApiProperty({ description: 'What is counted, in words' }) formula!: string;
  @ApiProperty({ type: 'integer' }) count!: number;
  @ApiProperty({ type: String, nullable: true, description: 'The figure that it is a share of' })
  of!: string | null;
  @ApiProperty({ enum: ['letters', 'cards'], description: 'The list of its cases: GET /api/v1/{list}' })
  list!: 'letters' | 'cards';
  @ApiProperty({
    example: 'figure=onTime&from=2026-11-01&to=2026-11-30',
    description: 'Query of that list: it has as many rows as the figure counts',
  })
  filter!: string;
}

export class FigureGroupView {
  @ApiProperty({ description: 'Code of the unit or class' }) code!: string;
  @ApiProperty({ type: String, nullable: true }) name!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Kind of the unit: counties are ranked apart' })
  kind!: string | null;
  @ApiProperty(COUNTS) counts!: Counts;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Average working days from assignment to signature, of the answers that were due',
  })
  averageDays!: number | null;
  @ApiProperty({ description: 'Added to the filter of a figure, lists the cases of the group' })
  filter!: string;
}

export class LetterStatisticsView {
  @ApiProperty({ example: '2026-11' }) month!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was counted' }) asOf!: string;
  @ApiProperty({ type: [FigureView] }) figures!: FigureView[];
  @ApiProperty({ type: Number, nullable: true, description: 'As of a group' }) averageDays!: number | null;
  @ApiProperty({ type: [FigureGroupView], description: 'Units below the scope, those without letters too' })
  units!: FigureGroupView[];
  @ApiProperty({ type: [FigureGroupView] }) classes!: FigureGroupView[];
  @ApiProperty({ type: 'integer', description: 'Ratings below which satisfaction is not ranked' })
  minRatedForRank!: number;
  @ApiProperty({
    type: 'integer',
    description: 'Share of answers in time that units are held to, in percent',
  })
  onTimeTarget!: number;
}

export class MonthCountsView {
  @ApiProperty({ example: '2026-11' }) month!: string;
  @ApiProperty(COUNTS) counts!: Counts;
}
export class LetterMonthsView {
  @ApiProperty({ type: [MonthCountsView], description: 'Oldest first' }) items!: MonthCountsView[];
}

export class LateUnitView {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: 'integer' }) late!: number;
}
export class StepView {
  @ApiProperty({ enum: LETTER_STEP_KEYS }) step!: string;
  @ApiProperty({ example: '签收' }) title!: string;
  @ApiProperty({ type: 'integer', description: 'Letters that finished the step in the month' })
  letters!: number;
  @ApiProperty({ type: 'integer', description: 'Those that exceeded its limit' }) late!: number;
  @ApiProperty({ description: 'Half of them took at most so many working days' }) half!: number;
  @ApiProperty({ description: 'Nine of ten took at most so many working days' }) nineTenths!: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Limit in working days; null where the class decides, or within the limit of another step',
  })
  limit!: number | null;
  @ApiProperty({ description: 'Query of GET /api/v1/letters for `letters`' }) filter!: string;
  @ApiProperty({ description: 'Query of GET /api/v1/letters for `late`' }) lateFilter!: string;
  @ApiProperty({ type: [LateUnitView], description: 'Units with the most late letters, at most three' })
  latest!: LateUnitView[];
}
export class LetterStepsView {
  @ApiProperty({ example: '2026-11' }) month!: string;
  @ApiProperty({ type: [StepView], description: 'In the order of a letter; those that none passed as well' })
  items!: StepView[];
}

export class AgeView {
  @ApiProperty({ example: 'late2', description: 'late6 late2 late0 today left1 left2 left4 left6 left11' })
  key!: string;
  @ApiProperty({ type: 'integer' }) count!: number;
  @ApiProperty({ description: 'Query of GET /api/v1/letters' }) filter!: string;
}
export class OpenLettersView {
  @ApiProperty({ format: 'date-time' }) asOf!: string;
  @ApiProperty({ type: FigureView }) open!: FigureView;
  @ApiProperty({ type: AgeView, description: 'Received today, whatever became of them' })
  receivedToday!: AgeView;
  @ApiProperty({ type: AgeView }) overdue!: AgeView;
  @ApiProperty({ type: AgeView, description: 'Without a limit that runs: suspended, waiting for the writer' })
  undated!: AgeView;
  @ApiProperty({ type: 'integer', description: 'Units that hold an overdue letter' }) lateUnits!: number;
  @ApiProperty({
    type: [AgeView],
    description: 'By working days to the due time of the current step, most overdue first',
  })
  ages!: AgeView[];
}
