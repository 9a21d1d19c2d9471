import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { COUNTED_ROWS, type KeysetQuery, type Page } from '../../../../infra/database/keyset-page.js';
import { IfPresent } from '../http/fields.js';

export type { Page } from '../../../../infra/database/keyset-page.js';

const FLAG = ['true', 'false'] as const;

/** Query of a list without a second page. */
export class LimitQuery {
  @ApiPropertyOptional({ type: 'integer', default: 50, minimum: 1, maximum: 200 })
  @IfPresent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;
}

export class PageQuery extends LimitQuery {
  @ApiPropertyOptional({
    description: '`nextCursor` of the previous page',
    pattern: '^W[A-Za-z0-9_-]+$', // base64url of a JSON array
    minLength: 1,
    maxLength: 500,
  })
  @IfPresent()
  @IsString()
  @Length(1, 500)
  cursor?: string;
}

/** Query of a list that can be counted. */
export class CountedPageQuery extends PageQuery {
  @ApiPropertyOptional({ enum: FLAG, description: `true: also count the list, up to ${COUNTED_ROWS} rows` })
  @IfPresent()
  @IsIn(FLAG)
  count?: 'true' | 'false';
}

export class CountView {
  @ApiProperty({ type: 'integer', maximum: COUNTED_ROWS }) value!: number;
  @ApiProperty({ description: 'There are more rows than `value`' }) more!: boolean;
}

/** The part of a query that `keysetPage` reads. */
export const keysetQuery = ({ cursor, limit, count }: CountedPageQuery): KeysetQuery => ({
  ...(cursor !== undefined && { cursor }),
  limit,
  count: count === 'true',
});

/** Returns a page of rows that were read with one row more than the limit. */
export function page<R, V>(
  rows: readonly R[],
  limit: number,
  view: (row: R) => V,
  cursorOf: (row: R) => string,
): Page<V> {
  const items = rows.slice(0, limit);
  return { items: items.map(view), nextCursor: rows.length > limit ? cursorOf(items.at(-1)!) : null };
}
