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
  @ApiPropertyOptional({ description: 'Part of the title' })
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
 * @param readsTitles an account that may not read titles may not search them either: it finds nothing
 */
export const letterFilters = (query: LettersQuery, readsTitles: boolean): Condition[] => [
  equal('l.letter_no', query.letterNo),
  equal('l.kind', query.kind),
  equal('p.state', query.state),
  equal('p.stage', query.stage),
  query.unit ? sql`${query.unit} = ANY (p.units)` : undefined,
  query.q ? (readsTitles ? sql`strpos(lower(l.title), lower(${query.q})) > 0` : sql`false`) : undefined,
  query.receivedAfter ? sql`l.received_at >= ${query.receivedAfter}` : undefined,
  query.receivedBefore ? sql`l.received_at < ${query.receivedBefore}` : undefined,
];
