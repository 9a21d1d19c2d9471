import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { hasCard, MARK_LEVELS, type MarkLevel } from '../../../domain/cases/cards/card-marks.js';
import { PUBLIC_TITLE, WHY_UNLISTED } from '../../../domain/letters/listing/listing-rule.js';
import { answeredInTime } from '../../../domain/letters/letters.repository.js';
import { businessDate } from '../../../domain/time/business-clock.js';
import { equal, sql, type Condition } from '../../../infra/database/sql.js';
import { PROCESS_STATES } from '../cases/processes/process-view.js';
import { Code, IfPresent, InstantOrDay, OneLine } from '../platform/http/fields.js';
import { hasStatusColour } from '../cases/tasks/tasks-query.js';
import { STATUS_COLOURS, type StatusColour } from '../cases/tasks/task-view.js';
import { figureFilters, LetterFigureQuery } from './letter-figure-query.js';
import { LETTER_KINDS } from './letter-view.js';

const FLAG = ['true', 'false'] as const;
const RATINGS = ['SATISFIED', 'BASICALLY_SATISFIED', 'DISSATISFIED', 'UNRATED'] as const;
const LISTINGS = ['listed', 'untitled', 'unlisted'] as const;
const ORDERS = ['newest', 'oldest', 'due'] as const;

export class LettersQuery extends LetterFigureQuery {
  @ApiPropertyOptional({ description: 'Exact' }) @IfPresent() @OneLine(1, 30) letterNo?: string;
  @ApiPropertyOptional({ enum: LETTER_KINDS }) @IfPresent() @IsIn(LETTER_KINDS) kind?: string;
  @ApiPropertyOptional({ enum: PROCESS_STATES }) @IfPresent() @IsIn(PROCESS_STATES) state?: string;
  @ApiPropertyOptional({ example: 'inProgress' }) @IfPresent() @Code(100) stage?: string;
  @ApiPropertyOptional({ description: 'Code of a unit that has or had a task in the letter' })
  @IfPresent()
  @Code(20)
  unit?: string;
  @ApiPropertyOptional({
    description:
      'Words that title, text and answers contain; finds no accusation and nothing for readers of no text',
  })
  @IfPresent()
  @OneLine(0, 50)
  q?: string;
  @ApiPropertyOptional()
  @IfPresent()
  @InstantOrDay()
  receivedAfter?: string;
  @ApiPropertyOptional()
  @IfPresent()
  @InstantOrDay()
  receivedBefore?: string;
  @ApiPropertyOptional({ example: 'HELP' }) @IfPresent() @Code(40) class?: string;
  @ApiPropertyOptional({ description: 'Code of the lead unit' }) @IfPresent() @Code(20) lead?: string;
  @ApiPropertyOptional({ description: 'Code of the unit that has it now' })
  @IfPresent()
  @Code(20)
  holder?: string;
  @ApiPropertyOptional({ enum: STATUS_COLOURS }) @IfPresent() @IsIn(STATUS_COLOURS) light?: StatusColour;
  @ApiPropertyOptional({ description: 'Due before then' }) @IfPresent() @InstantOrDay() dueBefore?: string;
  @ApiPropertyOptional({ description: 'Due then or later' }) @IfPresent() @InstantOrDay() dueAfter?: string;
  @ApiPropertyOptional({ enum: MARK_LEVELS, description: 'Has a card of this level in force' })
  @IfPresent()
  @IsIn(MARK_LEVELS)
  card?: MarkLevel;
  @ApiPropertyOptional({ enum: FLAG, description: 'Whether its writer has rated it' })
  @IfPresent()
  @IsIn(FLAG)
  rated?: 'true' | 'false';
  @ApiPropertyOptional({ enum: RATINGS }) @IfPresent() @IsIn(RATINGS) rating?: string;
  @ApiPropertyOptional({ enum: FLAG, description: 'Value of `answeredOnTime`' })
  @IfPresent()
  @IsIn(FLAG)
  onTime?: 'true' | 'false';
  @ApiPropertyOptional({
    enum: LISTINGS,
    description: 'On public lists; of these, without a public title; on none',
  })
  @IfPresent()
  @IsIn(LISTINGS)
  listing?: (typeof LISTINGS)[number];
  @ApiPropertyOptional({
    enum: ORDERS,
    description:
      '`due`: letters with a due time, most urgent first. Left out: `due` with `light` (other than `none`), `dueBefore` or ' +
      '`dueAfter`, else `newest`',
  })
  @IfPresent()
  @IsIn(ORDERS)
  order?: (typeof ORDERS)[number];
}

/** The order of a list that names none: a filter by due times walks along them. */
export function orderOf({ order, light, dueBefore, dueAfter }: LettersQuery): (typeof ORDERS)[number] {
  const isByDueTime = dueBefore ?? dueAfter ?? (light === 'none' ? undefined : light);
  return order ?? (isByDueTime === undefined ? 'newest' : 'due');
}

/** Whether its conditions look at the current task. */
export const isByTask = ({ holder, light, dueBefore, dueAfter }: LettersQuery): boolean =>
  [holder, light, dueBefore, dueAfter].some((filter) => filter !== undefined);

/**
 * Conditions over the rows `l` of the letter, `p` of its process and `t` of its current task.
 *
 * @param cardUnits units whose cards the account sees, and whose letters its figures count; null: all
 * @throws {DubanError} VALIDATION_FAILED for a period that ends before it begins
 */
export const letterFilters = (query: LettersQuery, cardUnits: readonly string[] | null): Condition[] => [
  equal('l.letter_no', query.letterNo),
  equal('l.kind', query.kind),
  equal('p.state', query.state),
  equal('p.stage', query.stage),
  query.unit ? sql`${query.unit} = ANY (p.units)` : undefined,
  query.receivedAfter ? sql`l.received_at >= ${query.receivedAfter}` : undefined,
  query.receivedBefore ? sql`l.received_at < ${query.receivedBefore}` : undefined,
  equal(sql`p.facts ->> 'class'`, query.class),
  equal(sql`p.facts ->> 'lead'`, query.lead),
  equal('t.unit', query.holder),
  query.light === 'none' && sql`t.due_at IS NULL`,
  query.light !== undefined && query.light !== 'none' && hasStatusColour(query.light, businessDate()),
  query.dueBefore !== undefined && sql`t.due_at < ${query.dueBefore}`,
  query.dueAfter !== undefined && sql`t.due_at >= ${query.dueAfter}`,
  query.card !== undefined && hasCard(query.card, cardUnits),
  query.rated === 'true' && sql`p.facts ->> 'rating' <> 'UNRATED'`,
  query.rated === 'false' && sql`coalesce(p.facts ->> 'rating', 'UNRATED') = 'UNRATED'`,
  equal(sql`p.facts ->> 'rating'`, query.rating),
  query.onTime !== undefined && answeredInTime(query.onTime === 'true'),
  (query.listing === 'listed' || query.listing === 'untitled') && sql`(${WHY_UNLISTED}) IS NULL`,
  query.listing === 'untitled' && sql`${PUBLIC_TITLE} IS NULL`,
  query.listing === 'unlisted' && sql`(${WHY_UNLISTED}) IS NOT NULL`,
  ...figureFilters(query, cardUnits),
];
