import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { equal, sql, type Condition } from '../../../infra/database/sql.js';
import { PROCESS_STATES } from '../cases/processes/process-view.js';
import { Code, IfPresent, InstantOrDay, OneLine } from '../platform/http/fields.js';
import { PageQuery } from '../platform/paging/page.js';
import { LETTER_KINDS } from './letter-view.js';

export class LettersQuery extends PageQuery {
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
}

/**
 * Conditions over the rows `l` of the letter and `p` of its process.
 *
 * @param hasWords whether the texts contain the words of the query
 */
export const letterFilters = (query: LettersQuery, hasWords: Condition): Condition[] => [
  equal('l.letter_no', query.letterNo),
  equal('l.kind', query.kind),
  equal('p.state', query.state),
  equal('p.stage', query.stage),
  query.unit ? sql`${query.unit} = ANY (p.units)` : undefined,
  hasWords,
  query.receivedAfter ? sql`l.received_at >= ${query.receivedAfter}` : undefined,
  query.receivedBefore ? sql`l.received_at < ${query.receivedBefore}` : undefined,
];
