import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { isWithin } from '../../../domain/cases/units/is-within.js';
import { isInFigure, LEAD } from '../../../domain/letters/figures/figure-conditions.js';
import {
  LETTER_STEP_KEYS,
  LISTED_FIGURES,
  type LetterStep,
  type ListedFigure,
  type Period,
} from '../../../domain/letters/figures/figures.js';
import { issue } from '../../../domain/messages/index.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { parseDay, startOfDay } from '../../../domain/time/civil-time.js';
import { monthOf, startOfMonth } from '../../../domain/time/months.js';
import { and, sql, type Condition } from '../../../infra/database/sql.js';
import { Code, Day, IfPresent } from '../platform/http/fields.js';
import { CountedPageQuery } from '../platform/paging/page.js';
import { invalid } from '../platform/problems/validation.js';

/** Lists the cases of a figure of GET /statistics/letters; its `filter` names these parameters. */
export class LetterFigureQuery extends CountedPageQuery {
  @ApiPropertyOptional({ enum: LISTED_FIGURES, description: 'Letters that this figure counts' })
  @IfPresent()
  @IsIn(LISTED_FIGURES)
  figure?: ListedFigure;
  @ApiPropertyOptional({
    description: 'First day of the period of `figure`; both left out: the current month',
  })
  @IfPresent()
  @Day()
  from?: string;
  @ApiPropertyOptional({ description: 'Last day of the period of `figure`' })
  @IfPresent()
  @Day()
  to?: string;
  @ApiPropertyOptional({ enum: LETTER_STEP_KEYS, description: 'Step that `figure` is about' })
  @IfPresent()
  @IsIn(LETTER_STEP_KEYS)
  step?: LetterStep;
  @ApiPropertyOptional({ description: 'Code of a unit: letters whose lead unit is this one or below it' })
  @IfPresent()
  @Code(20)
  within?: string;
}

/**
 * Conditions over the rows `l` and `p`.
 *
 * @param units lead units that the account's figures count; null: all
 * @throws {DubanError} VALIDATION_FAILED for a period that ends before it begins
 */
export function figureFilters(query: LetterFigureQuery, units: readonly string[] | null): Condition[] {
  const { figure, step, within } = query;
  return [
    within !== undefined && isWithin(LEAD, within),
    figure !== undefined &&
      and(
        isInFigure({ figure, step, period: periodOf(query), at: businessDate() }),
        units !== null && sql`${LEAD} = ANY (${units}::text[])`,
      ),
  ];
}

function periodOf({ from, to }: LetterFigureQuery): Period {
  const month = monthOf(businessDate().getTime());
  const period = {
    from: from === undefined ? startOfMonth(month) : new Date(startOfDay(parseDay(from))),
    to: to === undefined ? startOfMonth(month + 1) : new Date(startOfDay(parseDay(to) + 1)),
  };
  if (period.from >= period.to) throw invalid(issue('to', 'letters.periodEndsBefore'));
  return period;
}
